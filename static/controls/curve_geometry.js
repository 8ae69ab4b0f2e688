// Where the parts of the activation's curve lie, and what a drag of them means: numbers only, without a page.
//
// Across stands the sum of the nine products, without the bias, from -limit to limit; up stands the value after the
// activation, on the same scale. So the kink stands at sum = -bias, and another bias moves the curve sideways.

import { activate, slopesAtZero } from "../core/activations.js";
import { clamp } from "../core/numbers.js";
import { toStep } from "./steps.js";

/**
 * @typedef {import("../core/activations.js").Params} Params
 * @typedef {import("./steps.js").Range} Range
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box  of the plot, in px
 * @typedef {{activation: string, params: Params, bias: number, limit: number}} Bend  what the curve looks like
 * @typedef {{x: (sum: number) => number, y: (value: number) => number, perUnit: number}} Scale
 *     from numbers to px; perUnit is the px of one unit across
 */

/** The px of one character of the type, at most. */
export const CHARACTER = 7;
/** The share of the plot's height that the bars may fill. */
const BARS = 1 / 3;
/** The points of one arm that is not straight. */
const POINTS = 40;
/** A value in px beyond which a curve is off every screen. */
const FAR = 1e5;
/** The steepness of the arm jumps to these where it is as near as SLOPE_SNAP. */
const SLOPES = [-1, 0, 1];
const SLOPE_SNAP = 0.02;
/** The bias jumps to 0 within this share of the limit, but within no more than so many of its steps. */
const BIAS_SNAP = 0.03;
const BIAS_SNAP_STEPS = 2;
/** How near to the kink a pointer still bends the arm, as a share of the limit: nearer ones count as that near. */
const NEAREST = 0.08;
/** Where the grip of the arm stands: the share of the way from the kink to the arm's visible end. */
const GRIP = 0.6;
/** A number above zero and less than any on screen: float32 still has it. */
const JUST_ABOVE_ZERO = 1e-30;

/**
 * The plot inside the drawing.
 * @param {{width: number, height: number}} size of the drawing, in px @param {number} characters of the longest number beside the plot
 * @returns {Box}
 */
export function plotBox({ width, height }, characters) {
  return { left: Math.max(34, characters * CHARACTER + 6), right: width - 4, top: 24, bottom: height - 42 };
}

/** @type {(box: Box, limit: number) => Scale} */
export function scales({ left, right, top, bottom }, limit) {
  const [perUnit, middle] = [(right - left) / (2 * limit), (top + bottom) / 2];
  const high = (bottom - top) / (2 * limit);
  return {
    x: (sum) => left + (sum + limit) * perUnit,
    y: (value) => clamp(middle - value * high, -FAR, FAR),
    perUnit,
  };
}

/**
 * The sum and the value at a place.
 * @param {{x: number, y: number}} place in px @param {Box} box @param {number} limit
 * @returns {{sum: number, value: number}}
 */
export function numbersAt({ x, y }, { left, right, top, bottom }, limit) {
  return {
    sum: (2 * (x - left) * limit) / (right - left) - limit,
    value: limit - (2 * (y - top) * limit) / (bottom - top),
  };
}

/**
 * The number to write at both axes: the largest with one digit that the axes reach.
 * @param {number} limit above 0
 */
export function tick(limit) {
  const power = Math.floor(Math.log10(limit));
  return Number(`${Math.floor(Number((limit / 10 ** power).toPrecision(12)))}e${power}`);
}

/**
 * How steep the left arm is, where the activation is straight on both sides of zero and leaves positive numbers alone.
 * @param {string} activation @param {Params} params
 * @returns {number|null} null for all others, such as GELU or Step
 */
export function armSlope(activation, params) {
  const [left, right] = slopesAtZero(activation, params);
  const [below, above] = activate(activation, Float32Array.of(-1, 1), params);
  return right === 1 && above === 1 && below === -Math.fround(left) ? left : null;
}

/**
 * The curve left and right of its kink, as the `d` of two SVG paths; what lies outside the plot is to be clipped.
 * @param {Bend} bend @param {Scale} scale
 * @returns {[string, string]} empty where the kink is out of the plot on that side
 */
export function armPaths({ activation, params, bias, limit }, scale) {
  const points = armSlope(activation, params) === null ? POINTS : 2;
  const drawn = (from, to) => {
    const inputs = Float32Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1));
    const values = activate(activation, inputs, params);
    return pathOf(inputs.map((z) => scale.x(z - bias)), values.map((value) => scale.y(value)));
  };
  return [
    bias > limit ? "" : drawn(bias - limit, Math.min(0, bias + limit)),
    bias < -limit ? "" : drawn(Math.max(JUST_ABOVE_ZERO, bias - limit), bias + limit),
  ];
}

/** What there was before the activation, left of the kink. @type {(bend: Bend, scale: Scale) => string} */
export function beforePath({ bias, limit }, { x, y }) {
  if (bias > limit) return "";
  const end = Math.min(limit, -bias);
  return pathOf([x(-limit), x(end)], [y(bias - limit), y(end + bias)]);
}

/** @type {(xs: ArrayLike<number>, ys: ArrayLike<number>) => string} */
function pathOf(xs, ys) {
  let path = "";
  for (let k = 0; k < xs.length; k += 1) path += `${k ? "L" : "M"}${xs[k].toFixed(1)} ${ys[k].toFixed(1)}`;
  return path;
}

/**
 * The outline of the bars along the foot of the plot, as the `d` of one SVG path. Their heights are logarithms of the
 * counts; a count of 1 can still be seen.
 * @param {ArrayLike<number>} counts of bins of equal width @param {Box} box
 */
export function barsPath(counts, { left, right, top, bottom }) {
  const [width, tallest] = [(right - left) / counts.length, (bottom - top) * BARS];
  let most = 1;
  for (let k = 0; k < counts.length; k += 1) most = Math.max(most, counts[k]);
  const perPower = tallest / Math.log10(2 * most);
  let path = `M${left} ${bottom}`;
  for (let k = 0; k < counts.length; k += 1) {
    const height = counts[k] ? perPower * Math.log10(2 * counts[k]) : 0;
    path += `V${(bottom - height).toFixed(1)}H${(left + (k + 1) * width).toFixed(1)}`;
  }
  return `${path}V${bottom}Z`;
}

/**
 * How many bins, from the left, have a middle that is negative once the bias is added.
 * @param {number} bins @param {number} bias @param {number} limit
 */
export function negativeBins(bins, bias, limit) {
  return clamp(Math.ceil(((limit - bias) * bins) / (2 * limit) - 0.5), 0, bins);
}

/**
 * Where the grip of the left arm stands.
 * @param {Bend} bend
 * @returns {{sum: number, value: number, reach: number}|null} reach is how much of the arm can be seen, as a sum; null
 *     where the arm is no handle, or out of the plot
 */
export function gripOf({ activation, params, bias, limit }) {
  const slope = armSlope(activation, params);
  if (slope === null) return null;
  const nearest = Math.max(0, -bias - limit);
  const reach = Math.min(limit - bias, limit / Math.abs(slope)) - nearest;
  const away = nearest + GRIP * reach;
  return reach > 0 ? { sum: -bias - away, value: -slope * away, reach } : null;
}

/**
 * The slope with which the left arm passes through a place.
 * @param {{sum: number, value: number}} place @param {number} bias @param {number} limit @param {Range} range
 */
export function slopeThrough({ sum, value }, bias, limit, range) {
  const slope = toStep(value / Math.min(sum + bias, -NEAREST * limit), range);
  return SLOPES.find((round) => Math.abs(slope - round) < SLOPE_SNAP + range.step / 2) ?? slope;
}

/**
 * The bias after a drag sideways: to the right lowers it, by as much as the sum under the pointer has grown.
 * @param {number} start  the bias at the grab @param {number} moved  the growth of the sum @param {number} limit
 * @param {Range} range
 */
export function biasAfter(start, moved, limit, range) {
  const bias = start - moved;
  const isNearZero = Math.abs(bias) <= Math.min(BIAS_SNAP * limit, BIAS_SNAP_STEPS * range.step);
  return isNearZero ? 0 : toStep(bias, range);
}
