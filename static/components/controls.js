// The controls of the layer.

import { Controls } from "../controls/controls.js";
import { keepPart } from "./explorer.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount(component) {
  return keepPart(component, ".controls", Controls);
}
