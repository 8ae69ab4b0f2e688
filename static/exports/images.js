// Maps as PNG files: for slides, and to compute with. Twin of explorer/exports/images.py.

import { INK } from "../core/catalog.js";
import { digitsFor, number } from "../core/notation.js";
import { repr, rint } from "../core/numbers.js";
import { painted } from "../core/paint.js";
import { colourPng, greyPng } from "./png.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {import("./png.js").Pixels} Pixels  in colours */

/**
 * Write a map in colours, with its title above and the scale of its colours below.
 * @param {Map} map its top left corner comes to stand at MAP_CORNER; every value is a square of `enlargement` pixels
 * @param {Uint8Array} table red, green, blue of equal steps of the span @param {[number, number]} span
 * @param {{title: string, quiet?: number|null}} options values below -quiet are hatched as well
 */
export async function labelledPng(map, table, span, { title, quiet = null }) {
  const by = enlargement([map.rows, map.cols]);
  const [top, left] = MAP_CORNER;
  const width = Math.max(map.cols * by, NARROWEST);
  const below = top + map.rows * by + 14;
  const sheet = blank(below + 50, width + 2 * left);
  drawMap(sheet, map, painted(map, table, span), by, quiet);
  drawBar(sheet, table, below);
  const [low, high] = span;
  const digits = digitsFor(Math.max(-low, high));
  const isSigned = low === -high;
  write(sheet, title, [left, top - 12], 20, { weight: 600 });
  write(sheet, number(low, digits), [left, below + 36], 18);
  write(sheet, `${isSigned ? "+" : ""}${number(high, digits)}`, [left + width, below + 36], 18, { align: "right" });
  if (isSigned) write(sheet, "0", [left + Math.floor(width / 2), below + 36], 18, { align: "center" });
  return colourPng(sheet);
}

/** The side of the square that each value of a small map becomes in a labelled picture. @param {number[]} shape */
export const enlargement = (shape) => Math.max(1, Math.floor(512 / Math.max(...shape)));

/**
 * Write a map as a 16-bit grey PNG file, to be computed with: `value = (level - 32768) / 32767 * limit`, as the file says
 * itself in a text chunk named Description; zero is level 32768 exactly.
 * @param {Map} map @param {number} limit the value of the last level
 */
export function rawPng({ values, rows, cols }, limit) {
  const bytes = new Uint8Array(2 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, k) => {
    const level = rint((value / limit) * 32767) + 32768;
    view.setUint16(2 * k, Math.min(Math.max(level, 1), 65535));
  });
  return greyPng({ bytes, height: rows, width: cols }, `value = (level - 32768) / 32767 * ${repr(limit)}`);
}

/** Row and column. */
export const MAP_CORNER = [48, 16];
const NARROWEST = 420; // pixels: the longest title fits
const HATCH = 5; // pixels from one stripe to the next
const LETTERS = 40; // red, green and blue of the text

/** A white sheet. @type {(height: number, width: number) => Pixels} */
const blank = (height, width) => ({ bytes: new Uint8Array(3 * height * width).fill(255), height, width });

/**
 * Draw a map at its corner, each value `by` pixels wide and high.
 * @param {Pixels} sheet @param {Map} map @param {Uint8ClampedArray} colours 4 bytes a value
 * @param {number} by @param {number|null} quiet as for `labelledPng`
 */
function drawMap(sheet, { values, rows, cols }, colours, by, quiet) {
  const [top, left] = MAP_CORNER;
  for (let y = 0; y < rows * by; y += 1) {
    for (let x = 0; x < cols * by; x += 1) {
      const k = Math.floor(y / by) * cols + Math.floor(x / by);
      const colour = colours.subarray(4 * k, 4 * k + 3);
      const isStripe = quiet !== null && values[k] < -quiet && (y + x) % HATCH === 0;
      setPixel(sheet, top + y, left + x, isStripe ? inked(colour) : colour);
    }
  }
}

/** A colour half covered with ink. @type {(colour: Uint8ClampedArray) => number[]} */
const inked = (colour) => INK.map((ink, k) => (colour[k] >> 1) + (ink >> 1));

/** Draw all colours from the left to the right. @type {(sheet: Pixels, table: Uint8Array, below: number) => void} */
function drawBar(sheet, table, below) {
  const left = MAP_CORNER[1];
  const [width, count] = [sheet.width - 2 * left, table.length / 3];
  for (let x = 0; x < width; x += 1) {
    const step = Math.floor((x * count) / width);
    for (let y = below; y < below + 14; y += 1) setPixel(sheet, y, left + x, table.subarray(3 * step, 3 * step + 3));
  }
}

/** @type {(sheet: Pixels, row: number, col: number, colour: ArrayLike<number>) => void} */
const setPixel = ({ bytes, width }, row, col, colour) => bytes.set(colour, 3 * (row * width + col));

/**
 * Write text on a sheet; all that a canvas is asked for is how far the letters cover each pixel. A browser that lets no
 * page read its canvas gives noise or one colour instead: then there are no letters.
 * @param {Pixels} sheet @param {string} text @param {[number, number]} place column and row of its base line
 * @param {number} size @param {{weight?: number, align?: CanvasTextAlign}} [options]
 */
function write({ bytes, width }, text, [x, y], size, { weight = 400, align = "left" } = {}) {
  const context = new OffscreenCanvas(width, Math.ceil(1.4 * size)).getContext("2d");
  context.font = `${weight} ${size}px sans-serif`;
  context.textAlign = align;
  context.fillText(text, x, size, width - 2 * MAP_CORNER[1]);
  const { data } = context.getImageData(0, 0, width, Math.ceil(1.4 * size));
  const covers = data.filter((_, k) => k % 4 === 3);
  if (covers.subarray(0, width).some((cover) => cover > 128)) return; // no letter is so high
  const start = 3 * (y - size) * width;
  covers.forEach((cover, k) => {
    for (let channel = start + 3 * k; channel < start + 3 * k + 3; channel += 1) {
      bytes[channel] += Math.round(((LETTERS - bytes[channel]) * cover) / 255);
    }
  });
}
