// The gallery of pictures.

import { unpack } from "../page/unpack.js";
import { showGallery } from "../widgets/gallery.js";

/** Called by Streamlit at first and whenever the choice or the theme changes. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery");
  showGallery(root, unpack(data).header, (name) => setTriggerValue("pick", name));
  return () => root.replaceChildren();
}
