// The numbers of the selected pixel and of the whole map.

import { Numbers } from "../widgets/numbers.js";
import { keepPart } from "./explorer.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount(component) {
  return keepPart(component, ".numbers", Numbers);
}
