// The kernel as a picture: one tile a weight, coloured like the maps and marked with its sign.

import { unpack } from "./unpack.js";

const SIGNS = { negative: "\u2212", zero: "0", positive: "+" };

/** Called by Streamlit at first and whenever the kernel or the theme changes. */
export function mount({ data, parentElement }) {
  const { weights, caption } = unpack(data).header;
  const root = parentElement.querySelector(".tiles");
  const picture = document.createElement("div");
  picture.className = "tiles-picture";
  picture.ariaHidden = "true"; // the fields below say the same in numbers
  picture.append(...weights.map(tile));
  const words = document.createElement("p");
  words.textContent = caption;
  root.replaceChildren(picture, words);
  return () => root.replaceChildren();
}

/** @type {(weight: number) => HTMLElement} */
function tile(weight) {
  const sign = weight < 0 ? "negative" : weight > 0 ? "positive" : "zero";
  const element = document.createElement("span");
  element.dataset.sign = sign;
  element.textContent = SIGNS[sign];
  return element;
}
