// A link and the button that copies it.

import { unpack } from "../page/unpack.js";
import { showLink } from "../widgets/copy.js";

/** Called by Streamlit at first and whenever the link or the theme changes. */
export function mount({ data, parentElement }) {
  showLink(parentElement, unpack(data).header.link);
}
