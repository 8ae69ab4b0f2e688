// The picture: travels apart from the maps, because a new kernel leaves it as it is.

import { offer } from "./scope.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the picture or the theme changes. */
export function mount({ data, parentElement }) {
  const { header, arrays } = unpack(data);
  parentElement.querySelector(".picture").textContent = header.description;
  offer("picture", header.id, arrays);
  return () => {};
}
