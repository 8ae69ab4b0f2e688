// Numbers of the whole map.

import { unpack } from "../page/unpack.js";
import { showStatistics } from "../widgets/map_statistics.js";

/** Called by Streamlit at first and whenever the numbers or the theme change. */
export function mount({ data, parentElement }) {
  return showStatistics(parentElement, unpack(data).header);
}
