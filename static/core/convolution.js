// Slide a kernel over a picture: the first half of a convolutional layer. Twin of explorer/core/convolution.py.

import { PADDINGS } from "./catalog.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {{stride?: number, padding?: string}} Grid  pixels from one kernel position to the next; a name of PADDINGS */

/**
 * Count the outputs along a side of a picture: `floor((n + 2 P - K) / stride) + 1` with P pixels of padding at either
 * end, the rule of torch.nn.Conv2d.
 * @param {number} n pixels of that side @param {number} kernelSize K, odd @param {Grid} [grid]
 * @throws {Error} if no kernel position fits or an argument is outside its range
 */
export function outputSize(n, kernelSize, { stride = 1, padding = "replicate" } = {}) {
  if (!PADDINGS.some((row) => row.name === padding)) {
    const known = PADDINGS.map((row) => row.name).join(", ");
    throw new Error(`There is no padding called '${padding}'. Choose one of: ${known}.`);
  }
  if (!(stride >= 1)) {
    throw new Error(`The stride is ${stride}, but the kernel has to move on by at least 1 pixel.`);
  }
  if (kernelSize < 1 || kernelSize % 2 === 0) {
    throw new Error(`A kernel ${kernelSize} wide has no pixel in its middle: the width must be odd, as 3 or 5.`);
  }
  const reach = (kernelSize - 1) / 2;
  if (n < 1) throw new Error("The picture has no pixels.");
  if (padding === "valid" && n < kernelSize) {
    throw new Error(`A kernel ${kernelSize} wide does not fit into ${pixels(n)} without padding.`);
  }
  if ((padding === "reflect" && n <= reach) || (padding === "circular" && n < reach)) {
    throw new Error(`Padding '${padding}' cannot take ${pixels(reach)} from a side of ${pixels(n)}.`);
  }
  const around = padding === "valid" ? 0 : 2 * reach;
  return Math.floor((n + around - kernelSize) / stride) + 1;
}

/**
 * The row (or column) of the picture that the first output is centred on; output i is centred on `i * stride + offset`.
 * @param {number} kernelSize @param {string} padding
 */
export function offset(kernelSize, padding) {
  return padding === "valid" ? (kernelSize - 1) / 2 : 0;
}

/**
 * Slide a kernel over a picture, as torch.nn.Conv2d does: the kernel is not flipped. Weights and bias are rounded to
 * float32; each sum is made in float64 and rounded once. A sum within its own rounding error in float32 counts as 0.
 * @param {Map} image @param {ArrayLike<number>} kernel K * K weights, row by row; K is odd
 * @param {Grid & {bias?: number}} [options]
 * @returns {Map} the pre-activation map
 * @throws {Error} if the kernel is not square and odd or does not fit, or if a number is not finite
 */
export function conv2d(image, kernel, { bias = 0, stride = 1, padding = "replicate" } = {}) {
  const weights = asKernel(kernel);
  if (!Number.isFinite(Math.fround(bias))) {
    throw new Error(`The bias is ${pythonFloat(bias)}, which is not a number one can add.`);
  }
  const side = Math.sqrt(weights.length);
  const rows = outputSize(image.rows, side, { stride, padding });
  const cols = outputSize(image.cols, side, { stride, padding });
  const source = padding === "valid" ? image : bordered(image, (side - 1) / 2, padding);
  const limit = noise(image.values, weights, bias);
  const values = new Float32Array(rows * cols);
  const sums = new Float64Array(cols);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(Math.fround(bias));
    addRow(sums, source, weights, side, row * stride, stride);
    for (let col = 0, k = row * cols; col < cols; col += 1, k += 1) {
      values[k] = sums[col];
      if (Math.abs(values[k]) <= limit) values[k] = 0;
    }
  }
  return { values, rows, cols };
}

/**
 * Add the weighted pixels to the sums of one row of outputs, three columns of the kernel at a time.
 * @param {Float64Array} sums @param {Map} source the picture with its border @param {Float32Array} weights
 * @param {number} side @param {number} top first row under the kernel @param {number} stride
 */
function addRow(sums, { values, cols }, weights, side, top, stride) {
  for (let tap = 0; tap < weights.length; tap += 3) {
    const [a, b, c] = [weights[tap], weights[tap + 1] ?? 0, weights[tap + 2] ?? 0];
    if (a === 0 && b === 0 && c === 0) continue;
    const place = (k) => (top + Math.floor(k / side)) * cols + (k % side);
    addTaps(sums, values, a, place(tap), b, place(tap + 1), c, place(tap + 2), stride);
  }
}

function addTaps(sums, values, a, atA, b, atB, c, atC, stride) {
  for (let k = 0; k < sums.length; k += 1, atA += stride, atB += stride, atC += stride) {
    sums[k] += a * values[atA] + b * values[atB] + c * values[atC];
  }
}

/**
 * The largest sum that counts as 0: n + 1 roundings of float32 of the largest sum there can be (Higham, Accuracy and
 * Stability of Numerical Algorithms, section 3.1). -1, which no sum is below, where that is beyond all numbers.
 * @param {Float32Array} pixels @param {Float32Array} weights @param {number} bias
 */
function noise(pixels, weights, bias) {
  let brightest = 0;
  for (let k = 0; k < pixels.length; k += 1) {
    const size = Math.abs(pixels[k]);
    if (size > brightest) brightest = size;
  }
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const bound = (weights.length + 1) * 2 ** -24 * (brightest * total + Math.abs(bias));
  return bound < Infinity ? Math.fround(bound) : -1;
}

/**
 * The picture with what its padding puts around it.
 * @param {Map} image @param {number} reach pixels on each side @param {string} padding
 * @returns {Map}
 */
function bordered(image, reach, padding) {
  const [rows, cols] = [image.rows + 2 * reach, image.cols + 2 * reach];
  const values = new Float32Array(rows * cols);
  for (let row = 0; row < rows; row += 1) {
    const from = source(row - reach, image.rows, padding);
    if (from < 0) continue;
    const pixels = image.values.subarray(from * image.cols, (from + 1) * image.cols);
    const start = row * cols + reach;
    values.set(pixels, start);
    for (let away = 1; away <= reach; away += 1) {
      values[start - away] = pixels[source(-away, image.cols, padding)] ?? 0;
      values[start + image.cols - 1 + away] = pixels[source(image.cols - 1 + away, image.cols, padding)] ?? 0;
    }
  }
  return { values, rows, cols };
}

/**
 * The pixel of a side of n that stands at a place on or beyond it; -1 for black.
 * @param {number} place @param {number} n @param {string} padding
 */
function source(place, n, padding) {
  if (place >= 0 && place < n) return place;
  if (padding === "replicate") return place < 0 ? 0 : n - 1;
  if (padding === "reflect") return place < 0 ? -place : 2 * (n - 1) - place;
  if (padding === "circular") return (place + n) % n;
  return -1;
}

/**
 * Cut out what lies under the kernel for one output, padding included.
 * @param {Map} image @param {number} kernelSize @param {number} row of the output @param {number} col of the output
 * @param {Grid} [grid]
 * @returns {Float32Array} K * K pixels, row by row
 * @throws {Error} if the map has no such row or column
 */
export function window(image, kernelSize, row, col, { stride = 1, padding = "replicate" } = {}) {
  const [rows, cols] = [["row", row, image.rows], ["column", col, image.cols]].map(([name, position, side]) => {
    const count = outputSize(side, kernelSize, { stride, padding });
    if (!(position >= 0 && position < count)) {
      throw new Error(`There is no ${name} ${position} in a map with ${name}s 0 to ${count - 1}.`);
    }
    const first = position * stride + offset(kernelSize, padding) - (kernelSize - 1) / 2;
    return Array.from({ length: kernelSize }, (_, k) => source(first + k, side, padding));
  });
  const pixel = (r, c) => (r < 0 || c < 0 ? 0 : image.values[r * image.cols + c]);
  return Float32Array.from(rows.flatMap((r) => cols.map((c) => pixel(r, c))));
}

/**
 * Multiply every pixel under the kernel by its weight.
 * @param {ArrayLike<number>} window @param {ArrayLike<number>} kernel
 * @returns {Float64Array} the exact products of the float32 numbers
 * @throws {Error} if there are not as many pixels as weights
 */
export function products(window, kernel) {
  if (window.length !== kernel.length) {
    throw new Error(`${window.length} pixels cannot be multiplied one by one with ${kernel.length} weights.`);
  }
  return Float64Array.from(window, (pixel, k) => Math.fround(pixel) * Math.fround(kernel[k]));
}

/**
 * Round weights to float32, once they are known to be a kernel.
 * @param {ArrayLike<number>} weights row by row
 * @throws {Error} if they are not a square with a pixel in its middle, or not all finite
 */
export function asKernel(weights) {
  const kernel = Float32Array.from(weights);
  if (Math.sqrt(kernel.length) % 2 !== 1) {
    throw new Error(`A kernel is a square with a pixel in its middle, as 3 by 3; this one is ${kernel.length}.`);
  }
  if (!kernel.every(Number.isFinite)) {
    throw new Error("Every weight must be a number one can multiply by; at least one here is not.");
  }
  return kernel;
}

/** @type {(n: number) => string} */
const pixels = (n) => (n === 1 ? "1 pixel" : `${n} pixels`);

/** A number as Python writes it. @type {(value: number) => string} */
const pythonFloat = (value) => String(value).replace("Infinity", "inf").replace("NaN", "nan");
