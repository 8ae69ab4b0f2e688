// What a page says by itself of a change that Streamlit's own elements show.

import { unpack } from "../page/unpack.js";
import { SpokenSentences } from "../widgets/spoken_sentences.js";

/** What says the changes in each region. @type {WeakMap<HTMLElement, SpokenSentences>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and with each change of the sentences. */
export function mount({ data, parentElement }) {
  const region = parentElement.querySelector(".spoken");
  const spoken = mounted.get(region) ?? new SpokenSentences(region);
  mounted.set(region, spoken);
  spoken.show(unpack(data).header.sentences);
  return () => {
    spoken.close();
    mounted.delete(region);
  };
}
