// Cards, one a kernel: its nine weights as tiles, what is said of it, and its maps in little.

import { unpack } from "./unpack.js";

/** @typedef {{title: string, address: string}} Picture */
/** @typedef {{name: string, weights: number[], words: string[], maps: Picture[]}} Card */

/** Called by Streamlit at first and whenever the cards or the theme change. */
export function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const { cards, isMenu, mark, shape } = unpack(data).header;
  const root = parentElement.querySelector(".bank");
  root.dataset.kind = isMenu ? "menu" : "unit";
  root.replaceChildren(...cards.map((card) => drawn(card, isMenu)));
  for (const element of isMenu ? root.children : []) {
    element.onclick = () => setTriggerValue("pick", element.dataset.name);
  }
  if (mark) {
    for (const frame of root.querySelectorAll(".bank-frame")) {
      frame.append(ring(mark, shape));
      frame.onclick = (event) => setStateValue("place", placeAt(event, frame.getBoundingClientRect(), shape));
    }
  }
  return () => root.replaceChildren();
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
  const element = part(isMenu ? "button" : "div", "bank-card");
  if (isMenu) element.setAttribute("type", "button");
  element.dataset.name = name;
  const head = part("span", "bank-head");
  const said = part("span", "bank-words");
  said.append(text("strong", name), ...words.map((line) => text("span", line)));
  if (weights.length) head.append(tiles(weights));
  head.append(said);
  element.append(head);
  if (maps.length) {
    const row = part("span", "bank-maps");
    row.append(...maps.map((map) => picture(map, name)));
    element.append(row);
  }
  return element;
}

/** @type {(map: Picture, name: string) => HTMLElement} */
function picture({ title, address }, name) {
  const element = part("span", "bank-map");
  const frame = part("span", "bank-frame");
  const image = document.createElement("img");
  image.src = address;
  image.alt = `${name}, ${title}`;
  frame.append(image);
  element.append(frame, text("span", title));
  return element;
}

/** The weights as nine tiles; how dark a tile is says how large its weight. @type {(weights: number[]) => HTMLElement} */
function tiles(weights) {
  const element = part("span", "bank-tiles");
  element.ariaHidden = "true"; // the explorer's editor says them in numbers
  element.append(...weights.map((weight, k) => tile(weight, shade(weights, k))));
  return element;
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
  const element = text("span", weight < 0 ? "\u2212" : weight > 0 ? "+" : "0");
  element.dataset.sign = weight < 0 ? "negative" : weight > 0 ? "positive" : "zero";
  element.dataset.strength = strength > 0.66 ? "strong" : strength > 0.25 ? "middle" : "weak";
  return element;
}

/** @type {(mark: [number, number], shape: [number, number]) => HTMLElement} */
function ring([row, col], [rows, cols]) {
  const element = part("span", "bank-ring");
  element.style.left = `${(100 * (col + 0.5)) / cols}%`;
  element.style.top = `${(100 * (row + 0.5)) / rows}%`;
  return element;
}

/** @type {(tag: string, name: string) => HTMLElement} */
function part(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

/** @type {(tag: string, content: string) => HTMLElement} */
function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
