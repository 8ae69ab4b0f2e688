// The kernel as a picture: one tile a weight, coloured like the maps and marked with its sign.

import { SIGNS, element, signOf } from "../page/elements.js";

/**
 * Draw a kernel and what it does.
 * @param {Element} root @param {{weights: number[], caption: string}} kernel
 */
export function showTiles(root, { weights, caption }) {
  const picture = element("div", { className: "tiles-picture", ariaHidden: "true" }, weights.map(tile)); // the fields below say the same in numbers
  root.replaceChildren(picture, element("p", { textContent: caption }));
}

/** @type {(weight: number) => HTMLElement} */
function tile(weight) {
  const made = element("span", { textContent: SIGNS[signOf(weight)] });
  made.dataset.sign = signOf(weight);
  return made;
}
