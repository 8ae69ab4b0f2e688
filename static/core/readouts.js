// Sentences for the page, chosen by numbers. Twin of explorer/view/readouts.py and explorer/view/facts.py, whose words the
// catalogue holds.

import { ACTIVATIONS } from "./activations.js";
import { FALLING_SLOPE, READOUTS, RISING_SLOPE, SLOPES, STRONG } from "./catalog.js";
import { products, window } from "./convolution.js";
import { centre, nearest } from "./layer.js";
import { summary } from "./measures.js";
import { fill, digitsFor, number, percent, short } from "./notation.js";
import { crossings, rowProfile } from "./profiles.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {import("./layer.js").Layer} Layer */
/** @typedef {import("./layer.js").Given} Given */
/** @typedef {import("./measures.js").Summary} Summary */
/** @typedef {import("./profiles.js").RowProfile} RowProfile */

/**
 * What is shown: a picture, what `forward` made of it with these settings, the selected pixel and the way of the line.
 * @typedef {object} View
 * @property {Map} image @property {Layer} layer @property {Given} settings
 * @property {{row: number, col: number}} cursor a pixel of the picture; the nearest one that the maps have a value at is meant
 * @property {string} direction "Row" or "Column"
 */

/**
 * The way from the pixels under the kernel to one value, as text; grids run row by row.
 * @typedef {{window: string[], weights: string[], products: string[], line: string}} PixelArithmetic
 */

/** @typedef {{headline: string, place: string, pixel: PixelArithmetic, curve_alt: string}} PixelFacts */
/** @typedef {{map_message: string, map_rows: [string, string, string][]}} MapFacts  a row: a label, before, after */

/**
 * Say in one sentence what the activation does to the selected line. To erase a value is to set it to zero, to shrink it
 * is to bring it nearer to zero on its own side.
 * @param {Pick<RowProfile, "signed"|"rectified">} profile
 * @param {{direction: string, activation: string}} options
 */
export function headline({ signed, rectified }, { direction, activation }) {
  const change = changeOf(signed, rectified);
  const share = change.count / signed.length;
  const sentence = share ? change.sentence : unchanged(Math.min(...signed), Math.max(...signed), activation);
  const said = share === 1 ? READOUTS.ALL : percent(share);
  return fill(READOUTS[sentence], { activation, share: said, line: direction.toLowerCase() });
}

/**
 * Count the values that are others after the activation, and choose the sentence about them.
 * @type {(before: Float32Array, after: Float32Array) => {count: number, sentence: string}}
 */
function changeOf(before, after) {
  let [count, erased, shrunk] = [0, 0, 0];
  for (let k = 0; k < before.length; k += 1) {
    const [was, is] = [before[k], after[k]];
    if (was === is) continue;
    count += 1;
    if (is === 0) erased += 1;
    if (Math.sign(is) === Math.sign(was) && Math.abs(is) < Math.abs(was)) shrunk += 1;
  }
  if (erased === count) return { count, sentence: "ERASES" };
  return { count, sentence: shrunk === count ? "SHRINKS" : "CHANGES" };
}

/**
 * Choose the sentence about values from low to high that stay what they are.
 * @type {(low: number, high: number, activation: string) => string}
 */
function unchanged(low, high, activation) {
  if (keeps(activation, -1) && keeps(activation, 0.5)) return "KEEPS_EVERYTHING";
  if (low < 0) return "KEEPS_NEGATIVES";
  if (low === 0 && high === 0) return "KEEPS_ZEROS";
  return keeps(activation, 0.5) ? "NO_NEGATIVES" : "KEEPS";
}

/**
 * Whether an activation keeps a value: one below zero stands for all of them, so does one above.
 * @type {(activation: string, value: number) => boolean}
 */
const keeps = (activation, value) => ACTIVATIONS[activation].function(value) === value;

/**
 * Say how often a line crosses zero and, if some crossings are faint, what makes the others strong.
 * @param {Float32Array} signed the line before the activation
 * @returns {[string, string]} the explanation is "" where all crossings are strong
 */
export function crossingsMessage(signed) {
  const { isStrong } = crossings(signed);
  const [count, strong] = [isStrong.length, isStrong.filter(Boolean).length];
  if (strong < count) {
    const counted = fill(READOUTS.STRONG_AND_FAINT, { strong, faint: count - strong });
    return [counted, fill(READOUTS.WHAT_IS_STRONG, { share: percent(STRONG) })];
  }
  return [fill(count === 1 ? READOUTS.ONE_CROSSING : READOUTS.CROSSINGS, { count }), ""];
}

/**
 * Say in one sentence what the activation did to the whole map.
 * @param {Summary} summary @param {{activation: string}} options
 */
export function mapMessage(summary, { activation }) {
  const { lowBefore, highBefore, lowAfter, highAfter, zeroFraction, changedFraction } = summary;
  if (changedFraction === 0) return fill(READOUTS[unchanged(lowBefore, highBefore, activation)], { activation, line: "map" });
  if (lowAfter === 0 && highAfter === 0) return READOUTS.MAP_SILENCED;
  const sentence = zeroFraction > 0 ? READOUTS.MAP_SET_TO_ZERO : READOUTS.MAP_CHANGED;
  return fill(sentence, { activation, share: percent(zeroFraction || changedFraction) });
}

/**
 * Write the numbers of the whole map as the rows of a table: a label, before, after.
 * @param {Summary} summary @param {{limit: number}} options largest absolute value of both maps
 * @returns {[string, string, string][]}
 */
export function mapRows(summary, { limit }) {
  const digits = digitsFor(limit);
  return [
    [READOUTS.SMALLEST, number(summary.lowBefore, digits), number(summary.lowAfter, digits)],
    [READOUTS.LARGEST, number(summary.highBefore, digits), number(summary.highAfter, digits)],
    [READOUTS.NEGATIVE_SHARE, percent(summary.negativeBefore), percent(summary.negativeAfter)],
    [READOUTS.ZERO_SHARE, "", percent(summary.zeroFraction)],
  ];
}

/** Say which sums end up positive with a bias. @param {number} bias */
export const biasMessage = (bias) => fill(READOUTS.SEA_LEVEL, { level: short(0 - bias) });

/** Name the activation that PReLU is at a slope of its negative side. @param {number} slope */
export function slopeMessage(slope) {
  const sentence = slope < 0 ? FALLING_SLOPE : RISING_SLOPE;
  return SLOPES[String(slope)] ?? fill(sentence, { factor: short(Math.abs(slope)) });
}

/** The sentence about an activation's parameter, by the parameter. @type {Record<string, (value: number) => string>} */
export const PARAMETER_MESSAGES = { negative_slope: slopeMessage };

/**
 * Write out how one value of the map comes about.
 * @param {Float32Array} pixels under the kernel @param {ArrayLike<number>} kernel as many weights
 * @param {object} options
 * @param {number} options.bias
 * @param {number} options.preActivation value of the map before the activation @param {number} options.activationMap after it
 * @param {string} options.activation its name
 * @param {number} options.limit largest absolute value of both maps; decides how many decimals are shown
 * @returns {PixelArithmetic}
 */
export function pixelArithmetic(pixels, kernel, { bias, preActivation, activationMap, activation, limit }) {
  const digits = digitsFor(limit);
  return {
    window: texts(pixels, 3),
    weights: Array.from(kernel, (weight) => short(Math.fround(weight))),
    products: texts(products(pixels, kernel), digits),
    line: fill(READOUTS.SUM, {
      total: number(preActivation - bias, digits),
      added: fill(bias < 0 ? READOUTS.BIAS_TAKEN_AWAY : READOUTS.BIAS_ADDED, { bias: short(Math.abs(bias), 6) }),
      result: number(preActivation, digits),
      sign: sign(preActivation),
      activation,
      after: number(activationMap, digits),
    }),
  };
}

/** @type {(value: number) => string} */
function sign(value) {
  if (value === 0) return READOUTS.ZERO;
  return value < 0 ? READOUTS.NEGATIVE : READOUTS.POSITIVE;
}

/** @type {(values: Float32Array|Float64Array, digits: number) => string[]} */
const texts = (values, digits) => Array.from(values, (value) => number(value, digits));

/**
 * Say everything about a view: its selected line, its selected pixel and its whole map. The fields have the names of
 * `Facts` in explorer/view/facts.py, so that what the browser computes and what Python sends can stand for each other.
 * @param {View} view
 * @returns {PixelFacts & MapFacts}
 * @throws {Error} as `window` does
 */
export function facts(view) {
  return { ...pixelFacts(view), ...mapFacts(view) };
}

/**
 * Say what `facts` says about the selected line and pixel, without reading the whole map.
 * @param {View} view
 * @returns {PixelFacts}
 */
export function pixelFacts({ image, layer, settings, cursor, direction }) {
  const { kernel, bias = 0, activation = "ReLU", padding = "replicate" } = settings;
  const [row, col] = [nearest(layer, cursor.row, 0), nearest(layer, cursor.col, 1)];
  const line = direction === "Column" ? col : row;
  const place = row * layer.preActivation.cols + col;
  const [before, after] = [layer.preActivation.values[place], layer.activationMap.values[place]];
  const limit = layer.sharedLimit;
  const pixels = window(image, Math.sqrt(kernel.length), row, col, { stride: layer.stride, padding });
  const shown = { activation, before: number(before, digitsFor(limit)), after: number(after, digitsFor(limit)) };
  return {
    headline: headline(rowProfile(image, layer, line, direction), { direction, activation }),
    place: fill(READOUTS.PLACE, { row: centre(layer, row), col: centre(layer, col) }),
    pixel: pixelArithmetic(pixels, kernel, { bias, preActivation: before, activationMap: after, activation, limit }),
    curve_alt: fill(READOUTS.CURVE, shown),
  };
}

/**
 * Say what `facts` says about the whole map.
 * @param {Pick<View, "layer"|"settings">} view
 * @returns {MapFacts}
 */
export function mapFacts({ layer, settings: { activation = "ReLU" } }) {
  const counted = summary(layer);
  return {
    map_message: mapMessage(counted, { activation }),
    map_rows: mapRows(counted, { limit: layer.sharedLimit }),
  };
}
