// Links to what can be printed.

import { unpack } from "../page/unpack.js";
import { showSheets } from "../widgets/sheets.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".sheets");
  showSheets(root, unpack(data).header.sheets);
  return () => root.replaceChildren();
}
