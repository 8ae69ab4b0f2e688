// From values to colours: the palettes, and the painting of maps in them. Twin of explorer/core/paint.py.

import { extremes } from "./arrays.js";
import { PALETTE_ROWS } from "./catalog.js";

/** @typedef {import("./arrays.js").Map} Map */

/**
 * `table` holds red, green, blue of 255 equal steps of the range; negative values are hatched where `isHatched`; each map
 * has a range of its own where `hasOwnScale`.
 * @typedef {{name: string, table: Uint8Array, isHatched: boolean, hasOwnScale: boolean, warning: string}} Palette
 */

/** @type {Readonly<Record<string, Palette>>} */
export const PALETTES = Object.freeze(
  Object.fromEntries(PALETTE_ROWS.map((row) => [row.name, Object.freeze({ ...row, table: decoded(row.table) })])),
);

/** The colours of the picture, from 0 black to 1 white. */
export const GREY = PALETTES["Signed grey"].table;

/** @type {(text: string) => Uint8Array} */
function decoded(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * The values that get the first and the last colour of a palette.
 * @param {Float32Array} values of the map @param {string} palette name @param {{limit: number}} options shared by both maps
 * @returns {[number, number]}
 */
export function colourRange(values, palette, { limit }) {
  if (!PALETTES[palette].hasOwnScale) return [-limit, limit];
  const [low, high] = extremes(values);
  return low < high ? [low, high] : [low, low + 1];
}

/**
 * The number of the colour of a value, from 0 at the low end of the span; NaN gets 0.
 * @param {number} value @param {number} count of colours, which share the span in equal steps
 * @param {[number, number]} span values beyond it get the colour of that end
 */
export function colourIndex(value, count, [low, high]) {
  return stepOf((value - low) * (count / (high - low)), count);
}

/** @type {(place: number, count: number) => number} */
function stepOf(place, count) {
  if (!(place > 0)) return 0;
  return place < count ? place | 0 : count - 1; // a whole number, faster than Math.trunc
}

/**
 * Colour a map.
 * @param {Pick<Map, "values">} map @param {Uint8Array} table red, green, blue of each step of the span
 * @param {[number, number]} span the values at the two ends of the table
 * @param {Uint8ClampedArray} [bytes] filled if they are given, 4 a value
 * @returns {Uint8ClampedArray} red, green, blue, opacity of each value, as ImageData takes them
 */
export function painted({ values }, table, [low, high], bytes = new Uint8ClampedArray(4 * values.length)) {
  const shades = new Uint32Array(bytes.buffer);
  const colours = opaque(table);
  const count = colours.length;
  const scale = count / (high - low);
  for (let k = 0; k < shades.length; k += 1) shades[k] = colours[stepOf((values[k] - low) * scale, count)];
  return bytes;
}

/** One word a colour, in whichever order this machine has its bytes. @type {(table: Uint8Array) => Uint32Array} */
function opaque(table) {
  const bytes = new Uint8Array((4 * table.length) / 3).fill(255);
  for (let k = 0; 3 * k < table.length; k += 1) bytes.set(table.subarray(3 * k, 3 * k + 3), 4 * k);
  return new Uint32Array(bytes.buffer);
}
