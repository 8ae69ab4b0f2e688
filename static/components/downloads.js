// Stands after the buttons of the downloads, and tells when they are drawn.

import { unpack } from "../page/unpack.js";
import { downloads } from "./explorer.js";

/** Called by Streamlit at first and after every answer. */
export function mount({ data }) {
  downloads.drawn(unpack(data).header.number);
}
