// A picture on its way to P-Net: what one may change in it, and its sizes. Twin of explorer/networks/changes.py and of
// `pyramid` of explorer/networks/cascade.py.

import { clamp, rint } from "./numbers.js";

/** A picture in colours: `levels` holds red, green and blue of each pixel in turn, 0 to 255. */
/** @typedef {{rows: number, cols: number, levels: Uint8Array}} Picture */

/** The largest scale: a face of 40 pixels becomes the 12 that P-Net sees. */
const [SIDE, SMALLEST_FACE] = [12, 40];

/** How much smaller each scale is than the one before: half as many pixels. */
const STEP = 0.709;

/**
 * Return a picture at the sizes at which P-Net looks at it, the largest first: at 12/40 of its size, and each next one at
 * 0.709 of the one before, sides rounded up, while the shorter side is at least 12 pixels.
 * @param {ArrayLike<number>} levels rows * cols * 3 whole numbers from 0 to 255 @param {number} rows @param {number} cols
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
 * @type {(levels: ArrayLike<number>, rows: number, cols: number, height: number, width: number) => Uint8Array}
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
 * Which pixels of a side of n every pixel of a side of m covers, and which part of its mean each of them is.
 * @type {(n: number, m: number) => {first: number, parts: Float32Array}[]}
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

/** Fill a line with the means along a row of a picture. @type {(line: Float32Array, levels: ArrayLike<number>, start: number, across: {first: number, parts: Float32Array}[]) => void} */
function average(line, levels, start, across) {
  for (let place = 0, p = 0; place < across.length; place += 1, p += 3) {
    const { first, parts } = across[place];
    let [red, green, blue] = [0, 0, 0];
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

/** What one may do with a picture, by its name on the page. @type {Record<string, (picture: Picture) => Uint8Array>} */
const CHANGES = {
  "As it is": ({ levels }) => levels.slice(),
  "Negative": ({ levels }) => levels.map((level) => 255 - level),
  "Upside down": (picture) => moved(picture, (row, col) => [picture.rows - 1 - row, col]),
  "Mirrored": (picture) => moved(picture, (row, col) => [row, picture.cols - 1 - col]),
  "Grey": ({ levels }) => grey(levels),
  "Blurred": blurred,
  "Brighter": ({ levels }) => levels.map((level) => Math.min(level + 64, 255)),
};

/**
 * Return a picture with one of the changes of explorer/networks/changes.py.
 * @param {ArrayLike<number>} levels rows * cols * 3 whole numbers from 0 to 255 @param {number} rows @param {number} cols
 * @param {string} name
 * @returns {Uint8Array} of the same size
 */
export function changed(levels, rows, cols, name) {
  return CHANGES[name]({ rows, cols, levels: Uint8Array.from(levels) });
}

/** @type {(picture: Picture, from: (row: number, col: number) => number[]) => Uint8Array} */
function moved({ rows, cols, levels }, from) {
  const result = new Uint8Array(levels.length);
  for (let k = 0; k < rows * cols; k += 1) {
    const [row, col] = from(Math.floor(k / cols), k % cols);
    const first = 3 * (row * cols + col);
    result.set(levels.subarray(first, first + 3), 3 * k);
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

/** The mean over 5 by 5 pixels, those at the border repeated beyond it; halves are rounded up. @type {(picture: Picture) => Uint8Array} */
function blurred({ rows, cols, levels }) {
  const across = (pixel, away) => pixel - (pixel % cols) + clamp((pixel % cols) + away, 0, cols - 1);
  const down = (pixel, away) => clamp(Math.floor(pixel / cols) + away, 0, rows - 1) * cols + (pixel % cols);
  return Uint8Array.from(fiveSums(fiveSums(levels, across), down), (sum) => Math.floor((2 * sum + 25) / 50));
}

/** The sums over five pixels in a line. @type {(values: ArrayLike<number>, at: (pixel: number, away: number) => number) => Uint16Array} */
function fiveSums(values, at) {
  const sums = new Uint16Array(values.length);
  for (let k = 0; k < values.length; k += 3) {
    for (let away = -2; away <= 2; away += 1) {
      const from = 3 * at(k / 3, away);
      for (let colour = 0; colour < 3; colour += 1) sums[k + colour] += values[from + colour];
    }
  }
  return sums;
}
