// Feature maps of whole numbers. Twin of explorer/lessons/exact.py.

import { conv2d } from "../core/convolution.js";
import { rint } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */

/** Steps from black to white in files of 8 and of 16 bits. */
const [LEVELS, FINE_LEVELS] = [255, 65_535];

/**
 * The feature map of a picture that starts again from its other side, in levels; exact for whole weights.
 * @param {Map} image @param {ArrayLike<number>} weights  row by row @returns {Map}
 */
export const circularMap = (image, weights) => conv2d(levels(image, LEVELS), weights, { padding: "circular" });

/**
 * The feature map of a picture whose border is repeated, to the last digit of float32; the weights are whole.
 * @param {Map} image @param {ArrayLike<number>} weights  row by row @returns {Map}
 */
export function exactMap(image, weights) {
  const sums = conv2d(levels(image, FINE_LEVELS), weights);
  return { ...sums, values: sums.values.map((sum) => sum / FINE_LEVELS) };
}

/** A picture in whole levels. @param {Map} image @param {number} white @returns {Map} */
function levels({ values, rows, cols }, white) {
  const whole = new Float32Array(values.length);
  for (let k = 0; k < values.length; k += 1) whole[k] = rint(values[k] * white);
  return { values: whole, rows, cols };
}
