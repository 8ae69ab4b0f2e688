// The cards of the filter bank.

import { unpack } from "../page/unpack.js";
import { showBank } from "../widgets/bank.js";

/** Called by Streamlit at first and whenever the cards or the theme change. */
export function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".bank");
  showBank(root, unpack(data).header, {
    pick: (name) => setTriggerValue("pick", name),
    point: (place) => setStateValue("place", place),
  });
  return () => root.replaceChildren();
}
