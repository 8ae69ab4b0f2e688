// The picture: a message of its own, because most changes of the view keep it.

import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

/** Called by Streamlit at first and whenever the picture or the theme changes. */
export function mount({ data }) {
  const { header, arrays } = unpack(data);
  const { id, rows, cols } = header;
  explorer.store.receivePicture(id, { values: arrays.image, rows, cols });
}
