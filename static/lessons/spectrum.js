// The frequencies that PReLU adds to a row. Twin of what the lessons need of explorer/lessons/spectrum.py.

import { prelu } from "../core/activations.js";
import { extremes, line } from "../core/arrays.js";
import { conv2d } from "../core/convolution.js";
import { named } from "../core/kernels.js";
import { clamp } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {ArrayLike<number>} Row */

/** A bin this small beside the largest of its spectrum holds only the rounding of float32. */
export const EMPTY = 1e-5;
const ROUNDING = 1e-12;
const SOBEL = named("Sobel right").weights;
const { PI, acos, sin } = Math;

/**
 * A picture of waves from left to right, from 0 (black) to 1 (white).
 * @param {number} cols @param {number} rows @param {number} cycles @returns {Map}
 */
export function grating(cols, rows, cycles) {
  const values = new Float32Array(rows * cols);
  for (let k = 0; k < cols; k += 1) values[k] = 0.5 + 0.5 * sin(cycles * ((2 * PI * k) / cols));
  for (let row = 1; row < rows; row += 1) values.copyWithin(row * cols, 0, cols);
  return { values, rows, cols };
}

/**
 * One row of a feature map of "Sobel right" before and after PReLU; the picture starts again from its other side.
 * @param {Map} image @param {number} row @param {number} slope @param {number} [bias]
 * @returns {{before: Float32Array, after: Float64Array}}
 */
export function rowOfALayer(image, row, slope, bias = 0) {
  const near = neighbours(image, row);
  const before = line(conv2d(near, SOBEL, { bias, padding: "circular" }), 1, true);
  return { before, after: Float64Array.from(before, (z) => Math.fround(prelu(z, { negative_slope: slope }))) };
}

/** A row between its neighbours: all that a kernel sees of a picture there. @type {(image: Map, row: number) => Map} */
function neighbours(image, row) {
  const values = new Float32Array(3 * image.cols);
  for (const [k, step] of [-1, 0, 1].entries()) {
    values.set(line(image, (row + step + image.rows) % image.rows, true), k * image.cols);
  }
  return { values, rows: 3, cols: image.cols };
}

/**
 * The amplitude of a frequency in a row of values, of which it is less than half: for 0 the absolute mean.
 * @param {Row} row @param {number} cycles
 */
export function amplitude(row, cycles) {
  let [cosine, sine] = [0, 0];
  for (let k = 0; k < row.length; k += 1) {
    const turn = (2 * PI * ((k * cycles) % row.length)) / row.length;
    cosine += row[k] * Math.cos(turn);
    sine += row[k] * sin(turn);
  }
  return ((cycles ? 2 : 1) * Math.hypot(cosine, sine)) / row.length;
}

/** The mean square of a row without its mean. @param {Row} row */
export function variance(row) {
  const mean = sum(row, (value) => value) / row.length;
  return sum(row, (value) => (value - mean) ** 2) / row.length;
}

/** @type {(row: Row, of: (value: number) => number) => number} */
function sum(row, of) {
  let total = 0;
  for (let k = 0; k < row.length; k += 1) total += of(row[k]);
  return total;
}

/**
 * 1 - R^2 of the best straight line from one row to another; 0 where either is constant.
 * @param {Float32Array} x @param {Row} y
 */
export function unexplained(x, y) {
  const [low, high] = extremes(x);
  if (low === high || Math.min(...Array.from(y)) === Math.max(...Array.from(y))) return 0;
  const [meanX, meanY] = [x, y].map((row) => sum(row, (value) => value) / row.length);
  let product = 0;
  for (let k = 0; k < x.length; k += 1) product += (x[k] - meanX) * (y[k] - meanY);
  const correlation = product / x.length / Math.sqrt(variance(x) * variance(y));
  return Math.max(0, 1 - correlation ** 2);
}

/** The exact amplitude of a harmonic of PReLU(sin t + offset). @param {number} order @param {number} slope @param {number} offset */
export function expectedAmplitude(order, slope, offset) {
  const linear = order === 0 ? offset : Number(order === 1);
  return Math.abs(slope * linear + (1 - slope) * rectified(order, offset));
}

/** @type {(order: number, offset: number) => number} */
function rectified(order, offset) {
  const half = acos(clamp(-offset, -1, 1));
  if (order === 0) return (offset * half + sin(half)) / PI;
  if (order === 1) return (2 * offset * sin(half) + half + sin(2 * half) / 2) / PI;
  const beside = sin((order - 1) * half) / (order - 1) + sin((order + 1) * half) / (order + 1);
  return ((2 * offset * sin(order * half)) / order + beside) / PI;
}

/** The exact shares of new frequencies in the power of PReLU(sin t + offset). @param {number} slope @param {number} offset */
export function expectedNewPower(slope, offset) {
  const half = acos(clamp(-offset, -1, 1));
  const upper = (offset ** 2 * half + 2 * offset * sin(half) + half / 2 + sin(2 * half) / 4) / PI;
  const power = upper + slope ** 2 * (offset ** 2 + 0.5 - upper);
  const [mean, own] = [0, 1].map((order) => expectedAmplitude(order, slope, offset));
  const swing = power - mean ** 2;
  const fresh = swing - own ** 2 / 2;
  return fresh < ROUNDING ? { ofSwing: 0, ofAll: 0 } : { ofSwing: fresh / swing, ofAll: fresh / power };
}

/** By how much "Sobel right" multiplies an upright grating. @param {number} cycles @param {number} samples */
export const sobelGain = (cycles, samples) => 8 * sin((2 * PI * cycles) / samples);
