// Draws maps and the legend of their colours on canvases.

import { INK } from "../core/catalog.js";
import { painted } from "../core/paint.js";
import { coverage } from "./viewport.js";

/** @typedef {import("../core/arrays.js").Map} Values */
/** @typedef {import("./viewport.js").View} View */
/** @typedef {import("./viewport.js").Grid} Grid */

/**
 * How a map is coloured.
 * @typedef {object} Colouring
 * @property {Uint8Array} table  red, green, blue of each colour
 * @property {[number, number]} span  the values of the first and the last colour
 * @property {number|null} threshold  values further below zero are hatched; null hatches nothing
 */

/** Dots that can be painted again without making new ones. @typedef {{canvas: HTMLCanvasElement, image: ImageData}} Sheet */
/** @typedef {{colours: Sheet, mask: Sheet|null, spare: Sheet|null, grid: Grid}} Layer  a map, one dot a value */

/** Of five pixels of the page across the hatching, one is a line. */
const HATCHING = 5;

/**
 * Paint a map onto a canvas of the page, one dot a value; the page shrinks it. That is all there is to do where the canvas
 * shows the whole map in fewer dots than it has values.
 * @param {HTMLCanvasElement} canvas @param {Values} values @param {Colouring} colouring
 * @param {number} scale  pixels of the page a value, below 1
 */
export function paintWhole(canvas, values, { table, span, threshold }, scale) {
  resize(canvas, values.cols, values.rows);
  const image = sheetOf(canvas);
  painted(values, table, span, image.data);
  if (threshold !== null) hatch(image, values.values, threshold, Math.max(2, Math.round(HATCHING / scale)));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** The dots of a canvas, kept from one painting to the next. @type {WeakMap<HTMLCanvasElement, ImageData>} */
const sheets = new WeakMap();

/** @type {(canvas: HTMLCanvasElement) => ImageData} */
function sheetOf(canvas) {
  const known = sheets.get(canvas);
  if (known?.width === canvas.width && known.height === canvas.height) return known;
  const made = new ImageData(canvas.width, canvas.height);
  sheets.set(canvas, made);
  return made;
}

const INK_DOT = new Uint32Array(Uint8Array.from([...INK, 255]).buffer)[0];
/** Half of each byte of a dot. @type {(dot: number) => number} */
const halved = (dot) => (dot >>> 1) & 0x7f7f7f7f;

/**
 * Mix ink into the dots of clearly negative values along diagonal lines.
 * @param {ImageData} image @param {Float32Array} values @param {number} threshold
 * @param {number} period  dots from one line to the next; a fifth of them is inked
 */
function hatch({ data, width, height }, values, threshold, period) {
  const dots = new Uint32Array(data.buffer);
  const ink = halved(INK_DOT);
  const wide = Math.max(1, Math.round(period / HATCHING));
  for (let row = 0; row < height; row += 1) {
    for (let start = period - 1 - (row % period) - (wide - 1); start < width; start += period) {
      for (let col = Math.max(start, 0); col < Math.min(start + wide, width); col += 1) {
        const k = row * width + col;
        if (values[k] < -threshold) dots[k] = (0xff000000 | (halved(dots[k]) + ink)) >>> 0;
      }
    }
  }
}

/**
 * Colour a map.
 * @param {Values} values @param {Grid} grid  where its values lie over the picture
 * @param {Colouring} colouring
 * @param {Layer} [old]  no longer shown: its canvases are used again
 * @returns {Layer}
 */
export function mapLayer(values, grid, { table, span, threshold }, old) {
  const colours = sheet(values.rows, values.cols, old?.colours);
  painted(values, table, span, colours.image.data);
  colours.canvas.getContext("2d").putImageData(colours.image, 0, 0);
  const spare = old?.mask ?? old?.spare ?? null;
  return { colours, mask: threshold === null ? null : negativeMask(values, threshold, spare), spare, grid };
}

/**
 * A mask of the clearly negative values; null where there are none.
 * @type {(map: Values, threshold: number, spare: Sheet|null) => Sheet|null}
 */
function negativeMask({ values, rows, cols }, threshold, spare) {
  let first = 0;
  while (first < values.length && values[first] >= -threshold) first += 1;
  if (first === values.length) return null;
  const mask = sheet(rows, cols, spare);
  const dots = new Uint32Array(mask.image.data.buffer);
  for (let k = 0; k < dots.length; k += 1) dots[k] = values[k] < -threshold ? 0xff000000 : 0;
  mask.canvas.getContext("2d").putImageData(mask.image, 0, 0);
  return mask;
}

/** @type {(rows: number, cols: number, old?: Sheet|null) => Sheet} */
function sheet(rows, cols, old) {
  if (old?.canvas.width === cols && old.canvas.height === rows) return old;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [cols, rows];
  return { canvas, image: new ImageData(cols, rows) };
}

/** @type {(canvas: HTMLCanvasElement, width: number, height: number) => void} */
function resize(canvas, width, height) {
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
}

/**
 * Draw the visible part of a map onto a canvas of the page.
 * @param {HTMLCanvasElement} canvas @param {Layer} layer @param {View} part @param {number[]} [size] of the canvas on the page
 */
export function drawLayer(canvas, { colours, mask, grid }, part, size = [canvas.clientWidth, canvas.clientHeight]) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = size.map((side) => Math.max(1, Math.round(side * ratio)));
  resize(canvas, width, height);
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, width, height);
  place(context, colours.canvas, grid, part);
  if (!mask) return;
  context.globalAlpha = 0.5;
  context.drawImage(hatched(mask, grid, part, width, height, ratio), 0, 0);
  context.globalAlpha = 1;
}

/**
 * Draw a map where it belongs; pixels stay square when enlarged.
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} map @param {Grid} grid @param {View} part
 */
function place(context, map, grid, part) {
  const area = coverage(grid);
  const { width, height } = context.canvas;
  const [sx, sy] = [width / part.width, height / part.height];
  context.imageSmoothingEnabled = sx * grid.stride < 1;
  context.imageSmoothingQuality = "high";
  context.drawImage(map, (area.x - part.x) * sx, (area.y - part.y) * sy, area.width * sx, area.height * sy);
}

/** What the hatching of one map is drawn on before it is laid over the map. @type {HTMLCanvasElement|null} */
let scratch = null;
/** A tile of the hatching for each of its sizes. @type {Map<number, HTMLCanvasElement>} */
const tiles = new Map();

/** Diagonal lines, as wide on the screen at every zoom, wherever the mask is set. */
function hatched(mask, grid, part, width, height, ratio) {
  scratch ??= document.createElement("canvas");
  resize(scratch, width, height);
  const context = scratch.getContext("2d");
  context.globalCompositeOperation = "copy";
  place(context, mask.canvas, grid, part);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = context.createPattern(hatching(Math.round(HATCHING * ratio)), "repeat");
  context.fillRect(0, 0, width, height);
  return scratch;
}

/** One tile of diagonal lines. @type {(side: number) => HTMLCanvasElement} */
function hatching(side) {
  if (!tiles.has(side)) tiles.set(side, hatchingTile(side));
  return tiles.get(side);
}

/** @type {(side: number) => HTMLCanvasElement} */
function hatchingTile(side) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = side;
  const pen = tile.getContext("2d");
  pen.strokeStyle = `rgb(${INK.join()})`;
  pen.lineWidth = side / HATCHING;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  return tile;
}

/**
 * Draw the colours of the shared range as a bar.
 * @param {HTMLCanvasElement} canvas @param {Uint8Array} table  red, green, blue of each colour
 */
export function drawLegend(canvas, table) {
  const cols = table.length / 3;
  const values = Float32Array.from({ length: cols }, (_, k) => k + 0.5);
  const dots = new ImageData(cols, 1);
  painted({ values }, table, [0, cols], dots.data);
  resize(canvas, cols, 1);
  canvas.getContext("2d").putImageData(dots, 0, 0);
}
