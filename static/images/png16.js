// PNG files of 16 bits: a canvas has 8, so their numbers are read here.

import { refusal } from "./headers.js";
import { pngParts } from "./png_parts.js";

/** Samples of a pixel, by the kind of colours in the header of a file. @type {Record<number, number>} */
const SAMPLES = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** Pixels from which on the numbers take too much memory. */
const MOST = 16_000_000;
/** The curve of nearly all files, in the words of the part `gAMA`. */
const USUAL_GAMMA = 45_455;
const BYTES = 2; // a sample

/**
 * Read the numbers of a file; null where only the canvas can: with another curve or profile of colours, interlaced, or large.
 * @param {Blob} blob @param {DataView} view
 * @returns {Promise<import("./arrays.js").Array & {clear: number[]|null}|null>} `clear` is the colour that is transparent
 */
export async function readDeepPng(blob, view) {
  const [cols, rows] = [view.getUint32(16), view.getUint32(20)];
  const channels = SAMPLES[view.getUint8(25)];
  const parts = partsOf(view);
  const gamma = parts.find(({ name }) => name === "gAMA");
  const isPlain = !parts.some(({ name }) => name === "iCCP" || name === "cICP") && (!gamma || view.getUint32(gamma.start) === USUAL_GAMMA);
  if (!channels || view.getUint8(28) || rows * cols > MOST || !isPlain) return null;
  const packed = new Blob(parts.filter(({ name }) => name === "IDAT").map(({ start, size }) => blob.slice(start, start + size)));
  const bytes = await inflated(packed, rows * (1 + cols * channels * BYTES));
  const values = new Uint16Array(rows * cols * channels);
  unfiltered(bytes, rows, cols * channels * BYTES, channels * BYTES, (row, line) => {
    for (let k = 0; k < cols * channels; k += 1) values[row * cols * channels + k] = (line[2 * k] << 8) | line[2 * k + 1];
  });
  const mark = parts.find(({ name }) => name === "tRNS");
  const clear = mark ? Array.from({ length: channels }, (_, k) => view.getUint16(mark.start + BYTES * k)) : null;
  return { values, kind: "u", bits: 16, rows, cols, channels, clear };
}

/** The parts of a file, with where and how long their contents are. @type {(view: DataView) => {name: string, start: number, size: number}[]} */
function partsOf(view) {
  const parts = [];
  for (const { name, at, end } of pngParts(view, Infinity)) {
    parts.push({ name, start: at + 8, size: end - at - 12 });
    if (name === "IEND") break;
  }
  return parts;
}

/** Undo zlib, and refuse a file of fewer bytes than it has to have; more are left out. @type {(packed: Blob, size: number) => Promise<Uint8Array>} */
async function inflated(packed, size) {
  const bytes = new Uint8Array(size);
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  let filled = 0;
  for (let part = await reader.read(); !part.done && filled < size; part = await reader.read()) {
    bytes.set(part.value.subarray(0, size - filled), filled);
    filled += Math.min(part.value.length, size - filled);
  }
  if (filled < size) throw refusal("DAMAGED");
  return bytes;
}

/**
 * Undo the filter of every line: what was subtracted from each byte stands on its left, above, or between (PNG 3, chapter 9).
 * @param {Uint8Array} bytes @param {number} rows @param {number} width  bytes of a line @param {number} step  of a pixel
 * @param {(row: number, line: Uint8Array) => void} take
 */
function unfiltered(bytes, rows, width, step, take) {
  let above = new Uint8Array(width);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (width + 1)];
    const line = bytes.subarray(row * (width + 1) + 1, (row + 1) * (width + 1));
    if (filter > 4) throw refusal("DAMAGED");
    for (let k = 0; filter && k < width; k += 1) {
      const [left, between] = k < step ? [0, 0] : [line[k - step], above[k - step]];
      line[k] += [0, left, above[k], (left + above[k]) >> 1, paeth(left, above[k], between)][filter];
    }
    take(row, line);
    above = line;
  }
}

/** Whichever of three is nearest to the first and the second without the third. @type {(left: number, above: number, between: number) => number} */
function paeth(left, above, between) {
  const [one, other, third] = [Math.abs(above - between), Math.abs(left - between), Math.abs(left + above - 2 * between)];
  if (one <= other && one <= third) return left;
  return other <= third ? above : between;
}
