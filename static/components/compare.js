// One of the two maps of a comparison.

import { unpack } from "../page/unpack.js";
import { showMap } from "../widgets/compare.js";

/** Called by Streamlit at first and whenever the map or the theme changes. */
export function mount({ data, parentElement }) {
  const { header, arrays } = unpack(data);
  return showMap(parentElement.querySelector(".compare"), header, arrays.levels);
}
