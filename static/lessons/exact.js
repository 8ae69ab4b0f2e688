// Feature maps of whole numbers. Twin of explorer/lessons/exact.py.

import { conv2d } from "../core/convolution.js";
import { rint } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */

/** Levels from black to white. */
const LEVELS = 255;

/**
 * The feature map of a picture that starts again from its other side, in levels; exact for whole weights.
 * @param {Map} image @param {ArrayLike<number>} weights  row by row @returns {Map}
 */
export function circularMap({ values, rows, cols }, weights) {
  const levels = new Float32Array(values.length);
  for (let k = 0; k < values.length; k += 1) levels[k] = rint(values[k] * LEVELS);
  return conv2d({ values: levels, rows, cols }, weights, { padding: "circular" });
}
