// Pictures of numbers that no canvas reads: arrays, tables, and PNG files of 16 bits. Twin of explorer/images/deep.py, which
// also reads those of TIFF files.

import { LEVELS, RANGES } from "../core/catalog.js";
import { readArchive, readArray, readTable } from "./arrays.js";
import { UnreadableImage, refusal } from "./headers.js";
import { readDeepPng } from "./png16.js";
import { applied, rangeOf, told } from "./ranges.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/**
 * A picture as numbers: how bright each pixel is, its red, green and blue in levels, and what is told of it.
 * @typedef {{rows: number, cols: number, isDeep: boolean, isTransparent: boolean, notes: string[], brightness: (over: number) => Map,
 *            colours: (over: number) => Map[]}} DeepPicture
 */

/** Whether the fourth channel, by the rule of the range, counts from 0 to opaque as the others do to white. */
const HAS_OPACITY = ["TYPE", "UNIT", "LEVELS"];

/** What its header says. @typedef {{kind: string, isDeepPng: boolean}} Header */

/** Read a file as numbers; null if a canvas reads it. @param {Blob} blob @param {Header} header @returns {Promise<DeepPicture|null>} */
export async function readDeep(blob, header) {
  try {
    const numbers = await numbersOf(blob, header);
    return numbers && picture(numbers);
  } catch (error) {
    throw error instanceof UnreadableImage ? error : refusal("DAMAGED");
  }
}

/** @type {(blob: Blob, header: Header) => Promise<import("./arrays.js").Array & {clear?: number[]|null}|null>} */
async function numbersOf(blob, { kind, isDeepPng }) {
  if (!isDeepPng && !["NPY", "NPZ", "CSV"].includes(kind)) return null;
  const buffer = await blob.arrayBuffer();
  const view = new DataView(buffer);
  if (kind === "NPY") return readArray(view);
  if (kind === "NPZ") return readArchive(blob, view);
  if (kind === "CSV") return readTable(new Uint8Array(buffer));
  return readDeepPng(blob, view);
}

/** @type {(numbers: import("./arrays.js").Array & {clear?: number[]|null}) => DeepPicture} */
function picture({ values, kind, bits, rows, cols, channels, names = "", clear = null }) {
  const range = rangeOf({ values, kind, bits });
  const share = (at) => applied(range, values[at]);
  const last = channels % 2 === 0 && HAS_OPACITY.includes(range.rule) ? channels - 1 : -1;
  const isClear = (pixel) => clear !== null && clear.every((value, k) => values[pixel * channels + k] === value);
  const opacity = (pixel) => (isClear(pixel) ? 0 : last < 0 ? 1 : share(pixel * channels + last));
  const channel = (pixel, k) => share(pixel * channels + (channels < 3 ? 0 : k));
  const plane = (of) => ({ values: Float32Array.from({ length: rows * cols }, (_, pixel) => of(pixel)), rows, cols });
  const luma = channels < 3 ? (pixel) => channel(pixel, 0) : (pixel) => (299 * channel(pixel, 0) + 587 * channel(pixel, 1) + 114 * channel(pixel, 2)) / 1000;
  const laid = (value, pixel, over) => value * opacity(pixel) + over * (1 - opacity(pixel));
  const pixels = Array.from({ length: last < 0 && !clear ? 0 : rows * cols }, (_, pixel) => pixel);
  return {
    rows,
    cols,
    isDeep: range.rule !== "LEVELS" && range.bits !== 8 && kind !== "b",
    isTransparent: pixels.some((pixel) => opacity(pixel) < 1),
    notes: [...(range.bits === 8 ? [] : [told(range)]), ...(names ? [RANGES[names]] : [])],
    brightness: (over) => plane((pixel) => laid(luma(pixel), pixel, over)),
    colours: (over) => [0, 1, 2].map((k) => plane((pixel) => LEVELS * laid(channel(pixel, k), pixel, over))),
  };
}
