// The question of a chapter.

import { plotly } from "../page/plotly.js";
import { unpack } from "../page/unpack.js";
import { showQuestion } from "../widgets/question.js";
import { keepGuess } from "./guesses.js";

/** Called by Streamlit at first and whenever the question or the theme changes. */
export function mount({ data, parentElement, setStateValue }) {
  plotly().catch(() => {}); // so that the charts of the answer appear at once; a chart will try again, and say what is wrong
  const root = parentElement.querySelector(".question");
  const { header } = unpack(data);
  let isRevealed = false;
  const stop = showQuestion(root, header, (report) => {
    isRevealed = true;
    keepGuess(header.address, report);
    setStateValue("revealed", report);
  });
  return () => {
    stop();
    if (isRevealed && document.activeElement === document.body) focusHeading();
  };
}

/** Go on from the top of the answer with the keys: the button that had the focus is gone. */
function focusHeading() {
  const heading = document.querySelector("main h2") ?? document.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
