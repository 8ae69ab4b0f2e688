// The picture: travels apart from the maps, because a new kernel leaves it as it is.

import { offer } from "./scope.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the picture or the theme changes. */
export function mount({ data, parentElement }) {
  const { header, ...taken } = unpack(data);
  parentElement.querySelector(".picture").textContent = header.description;
  offer("picture", header.id, taken);
  return () => {};
}
