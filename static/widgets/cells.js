// A small map in square cells, with words in them and a frame around some.

import { PALETTES, painted } from "../core/paint.js";
import { number } from "../core/notation.js";
import { clamp } from "../core/numbers.js";
import { writeWithBold } from "../page/bold.js";
import { element, setProperties, write, writeAttribute } from "../page/elements.js";

/** @typedef {import("../lessons/parts.js").Part} Part */

/** Words are white on colours darker than this, of 255. */
const DARK = 128;

/** Show a part of the kind "grid" in its place. @param {HTMLElement} root @param {Part} part */
export function drawCells(root, { title, values: map, palette, span, alt, words, frame }) {
  if (!root.children.length) root.append(element("figcaption"), made());
  const [caption, cells] = /** @type {HTMLElement[]} */ ([...root.children]);
  writeWithBold(caption, title);
  writeAttribute(cells, "aria-label", alt);
  if (!map) return; // not there yet
  const [canvas, texts, mark] = /** @type {[HTMLCanvasElement, HTMLElement, HTMLElement]} */ (/** @type {unknown} */ ([...cells.children]));
  const { rows, cols } = map;
  cells.style.aspectRatio = `${cols} / ${rows}`;
  const bytes = colours(map.values, PALETTES[palette].table, span);
  setProperties(canvas, { width: cols, height: rows });
  canvas.getContext("2d").putImageData(new ImageData(bytes, cols, rows), 0, 0);
  canvas.onpointermove = ({ offsetX, offsetY }) => {
    const [col, row] = [place(offsetX, canvas.clientWidth, cols), place(offsetY, canvas.clientHeight, rows)];
    const value = map.values[row * cols + col];
    canvas.title = Number.isNaN(value) ? "" : number(value);
  };
  drawWords(texts, words, cols, bytes);
  mark.hidden = !frame;
  if (frame) Object.assign(mark.style, framed(frame, rows, cols));
}

/** @type {() => HTMLElement} */
function made() {
  const parts = [element("canvas"), element("div", { ariaHidden: "true" }), element("i", { hidden: true })];
  return element("div", { className: "live-cells", role: "img" }, parts);
}

/** The cell under a point, along one side. @type {(point: number, length: number, count: number) => number} */
const place = (point, length, count) => clamp(Math.floor((point / length) * count), 0, count - 1);

/**
 * Red, green, blue, opacity of each cell; NaN is left blank.
 * @param {Float32Array} values @param {Uint8Array} table @param {[number, number]} span
 */
export function colours(values, table, span) {
  const bytes = painted({ values }, table, span);
  for (const [k, value] of values.entries()) if (Number.isNaN(value)) bytes[4 * k + 3] = 0;
  return bytes;
}

/** What is read on a colour: the luma of BT.601 decides. @param {ArrayLike<number>} bytes @param {number} k the cell */
export function ink(bytes, k) {
  return 0.299 * bytes[4 * k] + 0.587 * bytes[4 * k + 1] + 0.114 * bytes[4 * k + 2] < DARK ? "#fff" : "#000";
}

/** @type {(root: HTMLElement, words: string[][]|null, cols: number, bytes: Uint8ClampedArray) => void} */
function drawWords(root, words, cols, bytes) {
  const texts = words?.flat() ?? [];
  if (root.children.length !== texts.length) root.replaceChildren(...texts.map(() => element("span")));
  root.style.gridTemplateColumns = `repeat(${cols}, 1fr)`;
  for (const [k, text] of texts.entries()) {
    const cell = /** @type {HTMLElement} */ (root.children[k]);
    write(cell, text);
    cell.style.color = ink(bytes, k);
  }
}

/**
 * Where a square of cells lies on all of them, as a style.
 * @param {[number, number, number]} frame @param {number} rows @param {number} cols
 */
export function framed([row, col, side], rows, cols) {
  const share = (count, of) => `${(100 * count) / of}%`;
  return { left: share(col, cols), top: share(row, rows), width: share(side, cols), height: share(side, rows) };
}
