// The cards of the ready views.

import { unpack } from "../page/unpack.js";
import { showCards } from "../widgets/cards.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cards");
  showCards(root, unpack(data).header.groups, (name) => setTriggerValue("open", name));
  return () => root.replaceChildren();
}
