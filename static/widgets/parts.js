// Draws the parts of a live demonstration, and draws them anew in place when they have other values.

import { extremesMessage } from "../core/alternatives.js";
import { largest } from "../core/arrays.js";
import { PALETTES, painted } from "../core/paint.js";
import { digitsFor } from "../core/notation.js";
import { writeWithBold } from "../page/bold.js";
import { element, write, writeAll, writeAttribute } from "../page/elements.js";
import { Rest } from "../page/rest.js";
import { drawCells } from "./cells.js";
import { followFigure } from "./figure.js";
import { drawTones } from "./tones.js";

/** @typedef {import("../lessons/parts.js").Part} Part */
/** @typedef {import("../lessons/parts.js").MapImage} MapImage */
/** Draws a part of one kind in its place; it may return what takes it away. @typedef {(root: HTMLElement, part: Part) => void | (() => void)} Draw */

/** Widths over height: on a phone such an image has the whole width. */
const WIDE = 1.5;
/** Pixels on the screen of a picture that is much higher than wide. */
const TALLEST = 420;

/** @type {Record<string, {tag: string, draw: Draw}>} */
const KINDS = {
  words: { tag: "p", draw: (root, { text }) => writeWithBold(root, text) },
  numbers: { tag: "dl", draw: drawNumbers },
  table: { tag: "table", draw: drawTable },
  maps: { tag: "div", draw: drawMaps },
  plot: { tag: "div", draw: drawFigure },
  bars: { tag: "div", draw: drawFigure },
  tones: { tag: "div", draw: drawTones },
  grid: { tag: "figure", draw: drawCells },
};

export class Parts {
  /** The kinds that are on the page, row by row. */
  #known = "";
  /** @type {HTMLElement[][]} */
  #places = [];
  /** What takes the figures away. @type {Map<HTMLElement, () => void>} */
  #gone = new Map();
  /** Writes what can wait until the parts have come to rest. */
  #rest = new Rest((rows) => this.#describe(rows));

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /** @param {Part[][]} rows */
  show(rows) {
    const known = rows.map((row) => row.map(({ kind }) => kind).join(" ")).join("\n");
    if (known !== this.#known) this.#make(rows, known);
    for (const [r, row] of rows.entries()) for (const [c, part] of row.entries()) this.#draw(this.#places[r][c], part);
    this.#rest.ask(rows);
  }

  /** Write the pictures in words. @param {Part[][]} rows */
  #describe(rows) {
    for (const [r, row] of rows.entries()) {
      for (const [c, part] of row.entries()) if (part.kind === "maps") describeMaps(this.#places[r][c], part);
    }
  }

  close() {
    this.#rest.close();
    for (const gone of this.#gone.values()) gone();
    this.#gone.clear();
  }

  /** @param {Part[][]} rows @param {string} known */
  #make(rows, known) {
    this.close();
    this.#known = known;
    this.#places = rows.map((row) => row.map(({ kind }) => element(KINDS[kind].tag, { className: `live-${kind}` })));
    this.root.replaceChildren(...this.#places.map((row) => element("div", { className: "live-row" }, row)));
  }

  /** @param {HTMLElement} place @param {Part} part */
  #draw(place, part) {
    const gone = KINDS[part.kind].draw(place, part);
    if (gone) this.#gone.set(place, gone);
  }
}

/** @type {Draw} */
function drawFigure(root, { figure, alt }) {
  root.setAttribute("role", "img");
  return followFigure(root, figure, alt);
}

/** @type {Draw} */
function drawNumbers(root, { rows }) {
  fill(root, rows, () => element("div", {}, [element("dt"), element("dd")]), (place, texts) => writeAll(place, texts));
}

/** @type {Draw} */
function drawTable(root, { head, rows }) {
  const line = (texts) => element("tr", {}, texts.map((_, k) => element(k ? "td" : "th", k ? {} : { scope: "row" })));
  if (!root.children.length) root.append(element("thead", {}, [line(head)]), element("tbody"));
  const [top, body] = /** @type {HTMLElement[]} */ ([...root.children]);
  writeAll(/** @type {HTMLElement} */ (top.firstElementChild), head);
  fill(body, rows, line, writeAll);
}

/**
 * Have one child for each value.
 * @template T
 * @param {HTMLElement} root @param {T[]} values @param {(value: T) => HTMLElement} make
 * @param {(child: HTMLElement, value: T) => void} show
 */
function fill(root, values, make, show) {
  while (root.children.length > values.length) root.lastElementChild.remove();
  for (const [k, value] of values.entries()) {
    if (k === root.children.length) root.append(make(value));
    show(/** @type {HTMLElement} */ (root.children[k]), value);
  }
}

/** @type {Draw} */
function drawMaps(root, { images, limit, row }) {
  fill(root, images, makeMap, (place, image) => drawMap(place, image, limit, row));
}

/** @type {() => HTMLElement} */
function makeMap() {
  const frame = element("div", {}, [element("canvas", { role: "img" }), element("i", { hidden: true })]);
  return element("figure", {}, [frame, element("figcaption")]);
}

/** @type {(place: HTMLElement, image: MapImage, limit: number|null, row: number|null) => void} */
function drawMap(place, { title, values: map, palette, span }, limit, row) {
  write(place.lastElementChild, title);
  const canvas = /** @type {HTMLCanvasElement} */ (place.querySelector("canvas"));
  if (!canvas.hasAttribute("aria-label")) writeAttribute(canvas, "aria-label", title);
  if (!map) return; // not there yet
  const { values, rows, cols } = map;
  const range = span ?? around(limit || largest(values) || 1);
  if (canvas.width !== cols || canvas.height !== rows) Object.assign(canvas, { width: cols, height: rows });
  place.toggleAttribute("data-wide", cols > WIDE * rows);
  const frame = /** @type {HTMLElement} */ (place.firstElementChild);
  frame.style.maxWidth = rows > WIDE * cols ? `${Math.ceil((TALLEST * cols) / rows)}px` : "";
  const pixels = new ImageData(cols, rows);
  painted({ values }, PALETTES[palette].table, range, pixels.data);
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  const mark = /** @type {HTMLElement} */ (place.querySelector("i"));
  mark.hidden = row === null;
  if (row !== null) mark.style.top = `${(100 * (row + 0.5)) / rows}%`;
}

/** Write where each map is largest and smallest, in place of its picture. @type {Draw} */
function describeMaps(root, { images, limit, row }) {
  for (const [k, { title, values: map, span }] of images.entries()) {
    if (!map) continue; // not there yet
    const range = span ?? around(limit || largest(map.values) || 1);
    const said = extremesMessage(map, { digits: digitsFor(Math.max(...range.map(Math.abs))) });
    const marked = row === null ? "" : ` Row ${row} is marked.`;
    writeAttribute(root.children[k].querySelector("canvas"), "aria-label", `${title}. ${said}${marked}`);
  }
}

/** @type {(limit: number) => [number, number]} */
const around = (limit) => [-limit, limit];
