// A figure that does not respond to the pointer.

import { unpack } from "../page/unpack.js";
import { showFigure } from "../widgets/figure.js";

/** Called by Streamlit at first and whenever the figure or the theme changes. */
export function mount({ data, parentElement }) {
  const { figure, alt } = unpack(data).header;
  return showFigure(parentElement.querySelector(".chart"), figure, alt);
}
