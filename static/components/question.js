// The question of a chapter.

import { plotly } from "../page/plotly.js";
import { unpack } from "../page/unpack.js";
import { showQuestion } from "../widgets/question.js";
import { draftOf, keepDraft, keepGuess } from "./guesses.js";

/** Called by Streamlit at first and whenever the question or the theme changes. */
export function mount({ data, parentElement, setStateValue }) {
  plotly().catch(() => {}); // so that the charts of the answer appear at once; a chart will try again, and say what is wrong
  const root = parentElement.querySelector(".question");
  const { header } = unpack(data);
  return showQuestion(root, { ...header, draft: draftOf(header.address) }, {
    change: (report) => keepDraft(header.address, report),
    reveal(report) {
      keepGuess(header.address, report);
      setStateValue("revealed", report);
    },
  });
}
