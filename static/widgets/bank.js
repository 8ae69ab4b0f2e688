// Cards, one for each kernel: its nine weights as tiles, a few words, and its maps in small.

import { SIGNS, element, signOf, writeAttribute } from "../page/elements.js";

/** @typedef {{title: string, address: string, told: string}} Picture  `told`: what is seen in it */
/** @typedef {{name: string, weights: number[], words: string[], maps: Picture[]}} Card */

/**
 * Show the cards, as a menu or each as a unit of its own.
 * @param {HTMLElement} root
 * @param {{cards: Card[], isMenu: boolean, mark: [number, number]|null, shape: [number, number]}} message
 * @param {{pick: (name: string) => void, point: (place: [number, number]) => void}} on  what a press does: on a
 *     card of the menu, on a map
 */
export function showBank(root, { cards, isMenu, mark, shape }, { pick, point }) {
  root.dataset.kind = isMenu ? "menu" : "unit";
  root.replaceChildren(...cards.map((card) => drawn(card, isMenu)));
  for (const card of isMenu ? /** @type {any} */ (root.children) : []) card.onclick = () => pick(card.dataset.name);
  if (!mark) return;
  for (const frame of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".bank-frame"))) {
    frame.append(ring(mark, shape));
    frame.onclick = (event) => point(placeAt(event, frame.getBoundingClientRect(), shape));
  }
}

/**
 * Find the value of a map under the pointer.
 * @param {{clientX: number, clientY: number}} point
 * @param {{left: number, top: number, width: number, height: number}} box of the map on the screen
 * @param {[number, number]} shape rows and columns of the map
 * @returns {[number, number]} row and column
 */
export function placeAt({ clientX, clientY }, { left, top, width, height }, [rows, cols]) {
  const at = (share, count) => Math.min(Math.max(Math.floor(share * count), 0), count - 1);
  return [at((clientY - top) / height, rows), at((clientX - left) / width, cols)];
}

/** @type {(card: Card, isMenu: boolean) => HTMLElement} */
function drawn({ name, weights, words, maps }, isMenu) {
  const text = element("span", { className: "bank-words" }, [
    element("strong", { textContent: name }),
    ...words.map((line) => element("span", { textContent: line })),
  ]);
  const head = element("span", { className: "bank-head" }, [...(weights.length ? [tiles(weights)] : []), text]);
  const made = element(isMenu ? "button" : "div", { className: "bank-card" }, [head]);
  if (isMenu) made.type = "button";
  made.dataset.name = name;
  const isNamed = isMenu ? "" : name; // the words of a button are its name
  if (maps.length) made.append(element("span", { className: "bank-maps" }, maps.map((map) => picture(map, isNamed))));
  if (isMenu && maps.length) writeAttribute(made, "aria-description", maps.map(({ title, told }) => `${title}: ${told}`).join(" "));
  return made;
}

/** @type {(map: Picture, name: string) => HTMLElement} */
function picture({ title, address, told }, name) {
  const image = element("img", { src: address, alt: name && `${name}, ${title}. ${told}` });
  const frame = element("span", { className: "bank-frame" }, [image]);
  return element("span", { className: "bank-map" }, [frame, element("span", { textContent: title })]);
}

/** The weights as nine tiles; how dark a tile is says how large its weight. @type {(weights: number[]) => HTMLElement} */
function tiles(weights) {
  const made = weights.map((weight, k) => tile(weight, shade(weights, k)));
  return element("span", { className: "bank-tiles", ariaHidden: "true" }, made); // the explorer's editor says them in numbers
}

/**
 * Tell how much of its full colour a weight gets: its share of the largest weight, and at least enough to see it.
 * @param {number[]} weights @param {number} place
 */
export function shade(weights, place) {
  const largest = Math.max(...weights.map(Math.abs));
  return largest ? Math.abs(weights[place]) / largest : 0;
}

/** @type {(weight: number, strength: number) => HTMLElement} */
function tile(weight, strength) {
  const made = element("span", { textContent: SIGNS[signOf(weight)] });
  made.dataset.sign = signOf(weight);
  made.dataset.strength = strength > 0.66 ? "strong" : strength > 0.25 ? "middle" : "weak";
  return made;
}

/** @type {(mark: [number, number], shape: [number, number]) => HTMLElement} */
function ring([row, col], [rows, cols]) {
  const made = element("span", { className: "bank-ring" });
  made.style.left = `${(100 * (col + 0.5)) / cols}%`;
  made.style.top = `${(100 * (row + 0.5)) / rows}%`;
  return made;
}
