// The kernel as a picture.

import { unpack } from "../page/unpack.js";
import { showTiles } from "../widgets/tiles.js";

/** Called by Streamlit at first and whenever the kernel or the theme changes. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".tiles");
  showTiles(root, unpack(data).header);
  return () => root.replaceChildren();
}
