// The gallery: a message of its own, because it changes only with the visitor's own picture.

import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

/** Called by Streamlit at first and whenever the gallery or the theme changes. */
export function mount({ data }) {
  explorer.gallery.receive(unpack(data).header);
}
