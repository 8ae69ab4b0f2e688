// A picture on its way to P-Net: what one may change in it, and its sizes. Twin of explorer/networks/changes.py and of
// `pyramid` of explorer/networks/cascade.py.

import { NETWORK } from "./catalog.js";
import { clamp, rint } from "./numbers.js";

/**
 * A picture in colours: red, green and blue of each pixel in turn, from 0 to 255.
 * @typedef {{rows: number, cols: number, levels: Uint8Array}} Picture
 */

/** The largest scale: a face of 40 pixels becomes the 12 that P-Net sees. */
const { sees: SIDE, smallestFace: SMALLEST_FACE } = NETWORK;

/** How much smaller each scale is than the one before: half as many pixels. */
const STEP = NETWORK.step;

/**
 * Return a picture at the sizes at which P-Net looks at it, the largest first: at 12/40 of its size, and each next one at
 * 0.709 of the one before, sides rounded up, while the shorter side is at least 12 pixels.
 * @param {Uint8Array} levels rows * cols * 3, red, green and blue of each pixel in turn @param {number} rows @param {number} cols
 * @returns {(Picture & {scale: number})[]} none if the shorter side is below 40 pixels
 */
export function pyramid(levels, rows, cols) {
  const found = [];
  for (let scale = SIDE / SMALLEST_FACE; Math.min(rows, cols) * scale >= SIDE; scale *= STEP) {
    const [height, width] = [Math.ceil(rows * scale), Math.ceil(cols * scale)];
    found.push({ scale, rows: height, cols: width, levels: reduced(levels, rows, cols, height, width) });
  }
  return found;
}

/**
 * Return a picture at a smaller size, each pixel the mean of what it covers, as OpenCV's INTER_AREA does.
 * @type {(levels: Uint8Array, rows: number, cols: number, height: number, width: number) => Uint8Array}
 */
function reduced(levels, rows, cols, height, width) {
  const across = shares(cols, width);
  const [line, sums] = [new Float32Array(3 * width), new Float32Array(3 * width)];
  const result = new Uint8Array(3 * width * height);
  shares(rows, height).forEach(({ first, parts }, row) => {
    sums.fill(0);
    parts.forEach((part, k) => {
      average(line, levels, 3 * cols * (first + k), across);
      for (let p = 0; p < line.length; p += 1) sums[p] += Math.fround(part * line[p]);
    });
    for (let p = 0, k = row * sums.length; p < sums.length; p += 1, k += 1) result[k] = rint(sums[p]);
  });
  return result;
}

/**
 * The pixels that a larger one covers, from the first on: which part of its mean each of them is.
 * @typedef {{first: number, parts: Float32Array}} Share
 */

/**
 * Return what every pixel of a side of m covers of a side of n.
 * @type {(n: number, m: number) => Share[]}
 */
function shares(n, m) {
  const step = n / m;
  return Array.from({ length: m }, (_, place) => {
    const [start, end] = [place * step, Math.min((place + 1) * step, n)];
    const first = Math.floor(start + DUST);
    const covered = (pixel) => Math.min(pixel + 1, end) - Math.max(pixel, start);
    const parts = Float32Array.from({ length: Math.ceil(end - DUST) - first }, (_, k) => covered(first + k) / (end - start));
    return { first, parts };
  });
}

/** A part of a pixel that does not count. */
const DUST = 1e-3;

/**
 * Fill a line with the means along a row of a picture, which begins at `start`. Sums are float32, as OpenCV's.
 * @type {(line: Float32Array, levels: Uint8Array, start: number, across: Share[]) => void}
 */
function average(line, levels, start, across) {
  for (let place = 0, p = 0; place < across.length; place += 1, p += 3) {
    const { first, parts } = across[place];
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let k = 0, q = start + 3 * first; k < parts.length; k += 1, q += 3) {
      red = Math.fround(red + Math.fround(levels[q] * parts[k]));
      green = Math.fround(green + Math.fround(levels[q + 1] * parts[k]));
      blue = Math.fround(blue + Math.fround(levels[q + 2] * parts[k]));
    }
    line[p] = red;
    line[p + 1] = green;
    line[p + 2] = blue;
  }
}

/** The functions of the rows of explorer/networks/changes.py. @type {Record<string, (picture: Picture) => Uint8Array>} */
const CHANGES = {
  "As it is": ({ levels }) => levels,
  "Negative": ({ levels }) => levels.map((level) => 255 - level),
  "Upside down": (picture) => moved(picture, (row, col) => [picture.rows - 1 - row, col]),
  "Mirrored": (picture) => moved(picture, (row, col) => [row, picture.cols - 1 - col]),
  "Grey": ({ levels }) => grey(levels),
  "Blurred": blurred,
  "Brighter": ({ levels }) => levels.map((level) => Math.min(level + 64, 255)),
};

/**
 * Return the levels of a picture with a change of that name.
 * @param {Uint8Array} levels rows * cols * 3, red, green and blue of each pixel in turn @param {number} rows @param {number} cols
 * @param {string} name
 * @returns {Uint8Array} as many levels, the same ones where nothing changes
 */
export function changed(levels, rows, cols, name) {
  return CHANGES[name]({ rows, cols, levels });
}

/** @type {(picture: Picture, from: (row: number, col: number) => number[]) => Uint8Array} */
function moved({ rows, cols, levels }, from) {
  const result = new Uint8Array(levels.length);
  for (let k = 0; k < rows * cols; k += 1) {
    const [row, col] = from(Math.floor(k / cols), k % cols);
    for (let colour = 0; colour < 3; colour += 1) result[3 * k + colour] = levels[3 * (row * cols + col) + colour];
  }
  return result;
}

/** @type {(levels: Uint8Array) => Uint8Array} */
function grey(levels) {
  const result = new Uint8Array(levels.length);
  for (let k = 0; k < levels.length; k += 3) {
    result.fill(Math.floor((299 * levels[k] + 587 * levels[k + 1] + 114 * levels[k + 2] + 500) / 1000), k, k + 3);
  }
  return result;
}

/**
 * The mean over 5 by 5 pixels, those at the border repeated beyond it; halves are rounded up.
 * @param {Picture} picture
 */
function blurred({ rows, cols, levels }) {
  const sums = fiveSums(fiveSums(levels, cols, 3), rows, 3 * cols);
  return new Uint8Array(sums.map((sum) => Math.floor((2 * sum + 25) / 50)));
}

/**
 * The sums over five values in a line, its first and its last repeated beyond it.
 * @param {Uint8Array|Uint16Array} values
 * @param {number} length of a line @param {number} step from a value of a line to the next one
 */
function fiveSums(values, length, step) {
  const sums = new Uint16Array(values.length);
  for (let line = 0; line < values.length / length; line += 1) {
    const start = Math.floor(line / step) * step * length + (line % step);
    const at = (place) => values[start + clamp(place, 0, length - 1) * step];
    let sum = 3 * at(0) + at(1) + at(2);
    for (let place = 0; place < length; place += 1) {
      sums[start + place * step] = sum;
      sum += at(place + 3) - at(place - 2);
    }
  }
  return sums;
}
