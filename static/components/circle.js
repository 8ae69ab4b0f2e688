// A point and some patterns on a circle.

import { unpack } from "../page/unpack.js";
import { showCircle } from "../widgets/circle.js";

/** Called by Streamlit at first and whenever the angles or the theme change. */
export function mount({ data, parentElement, setStateValue }) {
  return showCircle(parentElement.querySelector(".circle"), unpack(data).header, (angles) => setStateValue("angles", angles));
}
