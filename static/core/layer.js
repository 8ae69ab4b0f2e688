// One convolutional layer, forwards: sums first, then the activation. Twin of explorer/core/layer.py.

import { activate, named, neverGrows } from "./activations.js";
import { extremes } from "./arrays.js";
import { conv2d, offset } from "./convolution.js";

/** @typedef {import("./arrays.js").Map} Map */

/**
 * What one layer made of a picture: two maps on one grid, their largest absolute values (`limit` of the signed one, 1
 * where all are 0; `sharedLimit` over both), and where the grid lies on the picture.
 * @typedef {{preActivation: Map, activationMap: Map, limit: number, sharedLimit: number, stride: number, offset: number}} Layer
 */

/**
 * @typedef {object} Given
 * @property {ArrayLike<number>} kernel K * K weights, row by row
 * @property {number} [bias] @property {string} [activation] @property {string} [padding] @property {number} [stride]
 * @property {number} [negative_slope]
 * @property {import("./convolution.js").Prepared} [prepared] the picture as `prepare` gives it, to save that work
 * @property {Layer|null} [spare] a layer that nobody looks at any more: its memory is used again
 */

/**
 * Convolve a picture and apply an activation to every sum.
 * @param {Map} image @param {Given} given
 * @returns {Layer}
 * @throws {Error} if there is no such activation, if the numbers leave the range of float32, or as conv2d does
 */
export function forward(image, given) {
  const { kernel, bias = 0, activation = "ReLU", padding = "replicate", stride = 1, prepared, spare } = given;
  named(activation);
  const preActivation = conv2d(image, kernel, { bias, stride, padding, prepared, spare: spare?.preActivation.values });
  const limit = reach(preActivation.values) || 1;
  return withActivation({ preActivation, limit, stride, offset: offset(Math.sqrt(kernel.length), padding) }, given);
}

/**
 * Apply an activation to sums that are there already: what `forward` returns for the same picture and kernel.
 * @param {Pick<Layer, "preActivation"|"limit"|"stride"|"offset">} sums @param {Pick<Given, "activation"|"negative_slope"|"spare">} given
 * @returns {Layer}
 */
export function withActivation({ preActivation, limit, stride, offset }, given) {
  const { activation = "ReLU", spare, ...params } = given;
  const values = activate(activation, preActivation.values, params, spare?.activationMap.values);
  const activationMap = { ...preActivation, values };
  const sharedLimit = neverGrows(activation, params) ? limit : Math.max(limit, reach(activationMap.values));
  return { preActivation, activationMap, limit, sharedLimit, stride, offset };
}

/**
 * The row (or column) of the picture that lies under the kernel's middle.
 * @param {{stride: number, offset: number}} layer @param {number} index
 */
export function centre({ stride, offset }, index) {
  return index * stride + offset;
}

/**
 * The map's row (axis 0) or column (axis 1) nearest to the picture's; halfway goes to the later one.
 * @param {Layer} layer @param {number} position @param {0|1} axis
 */
export function nearest({ preActivation, stride, offset }, position, axis) {
  const index = Math.floor((2 * (position - offset) + stride) / (2 * stride));
  const last = (axis === 0 ? preActivation.rows : preActivation.cols) - 1;
  return Math.min(Math.max(index, 0), last);
}

/** @type {(values: Float32Array) => number} */
function reach(values) {
  const [low, high] = extremes(values);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (Number.isFinite(largest)) return largest;
  throw new Error("The picture, the weights or the bias lead to numbers too large to compute with.");
}
