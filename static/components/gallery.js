// The gallery of pictures.

import { unpack } from "../page/unpack.js";
import { Gallery } from "../widgets/gallery.js";
import { keepPart } from "./explorer.js";

/** Called by Streamlit at first and whenever the size of the pictures or the theme changes. */
export function mount(component) {
  return keepPart(component, ".gallery", Gallery, (gallery) => gallery.show(unpack(component.data).header));
}
