// The gallery of pictures.

import { pristine } from "../page/pristine.js";
import { unpack } from "../page/unpack.js";
import { Gallery } from "../widgets/gallery.js";
import { explorer } from "./explorer.js";

/** The gallery on each element. @type {WeakMap<Element, Gallery>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and whenever the size of the pictures or the theme changes. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".gallery");
  if (!mounted.has(root)) mounted.set(root, new Gallery(pristine(root), explorer));
  mounted.get(root).show(unpack(data).header);
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}
