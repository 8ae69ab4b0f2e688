// The choice of the picture.

import { unpack } from "../page/unpack.js";
import { Pictures } from "../widgets/pictures.js";
import { keepPart } from "./explorer.js";

/** Called by Streamlit at first, and whenever what there is to choose from or the theme changes. */
export function mount(component) {
  return keepPart(component, ".pictures", Pictures, (pictures) => pictures.show(unpack(component.data).header));
}
