// The cards of the filter bank.

import { unpack } from "../page/unpack.js";
import { showBank } from "../widgets/bank.js";
import { SpokenSentences } from "../widgets/spoken_sentences.js";

/** What says the changes of the cards on each element. @type {WeakMap<HTMLElement, SpokenSentences>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and whenever the cards or the theme change. */
export function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".bank");
  const { header } = unpack(data);
  showBank(root, header, {
    pick: (name) => setTriggerValue("pick", name),
    point: (place) => setStateValue("place", place),
  });
  const spoken = mounted.get(root) ?? new SpokenSentences(parentElement.querySelector(".bank-spoken"));
  mounted.set(root, spoken);
  spoken.show(header.spoken, header.of);
  return () => {
    root.replaceChildren();
    spoken.close();
    mounted.delete(root);
  };
}
