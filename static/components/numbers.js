// The numbers of the selected pixel and of the whole map.

import { pristine } from "../page/pristine.js";
import { Numbers } from "../widgets/numbers.js";
import { explorer } from "./explorer.js";

/** @type {WeakMap<HTMLElement, Numbers>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ parentElement }) {
  const root = parentElement.querySelector(".numbers");
  if (!mounted.has(root)) mounted.set(root, new Numbers(pristine(root), explorer));
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}
