// The controls of the layer.

import { pristine } from "../page/pristine.js";
import { Controls } from "../controls/controls.js";
import { explorer } from "./explorer.js";

/** @type {WeakMap<HTMLElement, Controls>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ parentElement }) {
  const root = parentElement.querySelector(".controls");
  if (!mounted.has(root)) mounted.set(root, new Controls(pristine(root), explorer));
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}
