// Arrays that travel apart from the message, because most changes leave them as they are.

import { offer } from "./scope.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the arrays or the theme change. */
export function mount({ data }) {
  const { header, ...taken } = unpack(data);
  offer(header.kind, header.id, taken);
  return () => {};
}
