// View A, pinned, beside view B, the current one. Twin of explorer/view/comparison.py, whose words the catalogue holds.

import { arrayEqual } from "./arrays.js";
import { ACTIVATION_ROWS, COMPARISONS, EXACT_DIGITS, FEW_WEIGHTS, LISTED, SETTINGS, WEIGHTS } from "./catalog.js";
import { nameOf } from "./kernels.js";
import { centre } from "./layer.js";
import { summary } from "./measures.js";
import { digitsFor, fill, number, percent, short } from "./notation.js";
import { weightsOf } from "./settings.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {import("./layer.js").Layer} Layer */
/** @typedef {import("./settings.js").Settings} Settings */

/** A view with its maps. @typedef {{settings: Settings, image: Map, layer: Layer}} View */
/** One setting that differs between two views, in words. @typedef {{name: string, a: string, b: string}} Difference */
/** A row of the table: its label, the number of A, the number of B. @typedef {[string, string, string]} Row */

/**
 * Say in words which settings differ, the kernel by its name where both have one. A parameter that neither activation takes
 * is left out, and so are the line and the colours.
 * @param {Settings} a @param {Settings} b
 * @returns {Difference[]}
 */
export function differences(a, b) {
  const others = LISTED.map((name) => ({ name: SETTINGS[name].label, a: written(a, name), b: written(b, name) }));
  return [...kernelDifferences(a, b), ...others.filter((one) => one.a !== one.b)];
}

/** @type {(settings: Settings, name: string) => string} */
function written(settings, name) {
  if (name === "activation") return settings.activation + parameters(settings);
  const value = settings[name];
  return typeof value === "string" ? value : short(value, EXACT_DIGITS);
}

/** What the chosen activation takes, in words. @type {(settings: Settings) => string} */
function parameters(settings) {
  const { takes } = ACTIVATION_ROWS.find(({ name }) => name === settings.activation);
  const said = (name) => ({ name: SETTINGS[name].label.toLowerCase(), value: short(Number(settings[name]), EXACT_DIGITS) });
  return takes.map((name) => fill(COMPARISONS.PARAMETER, said(name))).join("");
}

/** @type {(a: Settings, b: Settings) => Difference[]} */
function kernelDifferences(a, b) {
  const [one, other] = [a, b].map((settings) => nameOf(weightsOf(settings)));
  if (one && other && one !== other) return [{ name: COMPARISONS.KERNEL, a: one, b: other }];
  const changed = WEIGHTS.filter((name) => a[name] !== b[name]);
  if (changed.length > FEW_WEIGHTS) {
    const many = fill(COMPARISONS.MANY_WEIGHTS, { kernel: other ?? COMPARISONS.OWN_KERNEL, count: changed.length });
    return [{ name: COMPARISONS.KERNEL, a: one ?? COMPARISONS.OWN_KERNEL, b: many }];
  }
  const weight = (settings, name) => short(Number(settings[name]), EXACT_DIGITS);
  return changed.map((name) => ({ name: SETTINGS[name].label, a: weight(a, name), b: weight(b, name) }));
}

/**
 * The place of a row (or column) of one picture in another one: at the same fraction of its height (or width).
 * @param {number} place @param {number} length  of the other picture @param {number} of  length of the picture of the place
 */
export const alignedPlace = (place, length, of) => Math.trunc(((place + 0.5) * length) / of);

/**
 * Half of the range that all four maps share: the largest absolute value in any of them.
 * @param {Pick<Layer, "sharedLimit">} a @param {Pick<Layer, "sharedLimit">} b
 */
export const sharedLimit = (a, b) => Math.max(a.sharedLimit, b.sharedLimit);

/**
 * Say why the maps of two views cannot be compared value by value; nothing where they can.
 * @param {View} a @param {View} b
 */
export function obstacle(a, b) {
  const hasOneShape = a.image.rows === b.image.rows && a.image.cols === b.image.cols; // a small picture has one at two sizes
  const hasOneStretch = a.settings.stretch === b.settings.stretch;
  const isAnother = hasOneShape && hasOneStretch && !arrayEqual(a.image, b.image);
  if (a.settings.picture !== b.settings.picture || isAnother) return COMPARISONS.OTHER_PICTURE;
  const [one, other] = [a, b].map(({ layer: { preActivation: { rows, cols } } }) => `${cols} × ${rows}`);
  if (one !== other) return fill(COMPARISONS.OTHER_SIZE, { a: one, b: other });
  const isOnOneGrid = hasOneShape && a.layer.stride === b.layer.stride && a.layer.offset === b.layer.offset;
  return isOnOneGrid ? "" : COMPARISONS.OTHER_PIXELS;
}

/**
 * Find the row and the column where two maps of one size differ most; the first such place.
 * @param {Map} a @param {Map} b
 * @returns {[number, number]}
 */
export function largestDifference(a, b) {
  let [place, most] = [0, -1];
  for (let k = 0; k < a.values.length; k += 1) {
    const difference = Math.abs(a.values[k] - b.values[k]);
    if (difference > most) [place, most] = [k, difference];
  }
  return [Math.floor(place / a.cols), place % a.cols];
}

/**
 * Say where two maps on one grid differ most, and by how much.
 * @param {Map} a @param {Map} b
 * @param {Pick<Layer, "stride"|"offset">} grid tells which pixel of the picture a value is centred on
 * @param {{limit: number}} options half of the shared range; decides how many decimals are shown
 */
export function differenceMessage(a, b, grid, { limit }) {
  const [row, col] = largestDifference(a, b);
  const [one, other] = [a, b].map(({ values, cols }) => values[row * cols + col]);
  if (one === other) return COMPARISONS.EQUAL;
  const digits = digitsFor(limit);
  return fill(COMPARISONS.LARGEST_DIFFERENCE, {
    row: centre(grid, row),
    col: centre(grid, col),
    a: number(one, digits),
    b: number(other, digits),
    difference: short(Math.abs(other - one)),
  });
}

/**
 * Write the numbers of both maps after the activation.
 * @param {Layer} a @param {Layer} b
 * @param {{limit: number}} options half of the shared range; decides how many decimals are shown
 * @returns {Row[]}
 */
export function tableRows(a, b, { limit }) {
  const digits = digitsFor(limit);
  const [one, other] = [summary(a), summary(b)];
  return [
    [COMPARISONS.SMALLEST, number(one.lowAfter, digits), number(other.lowAfter, digits)],
    [COMPARISONS.LARGEST, number(one.highAfter, digits), number(other.highAfter, digits)],
    [COMPARISONS.SET_TO_ZERO, percent(one.zeroFraction), percent(other.zeroFraction)],
  ];
}

/**
 * Say what differs between the settings of two views, one a line, and between their maps after the activation.
 * @param {View} a @param {View} b
 * @returns {{differences: string[], message: string, rows: Row[]}}
 */
export function compared(a, b) {
  const limit = sharedLimit(a.layer, b.layer);
  const difference = () => differenceMessage(a.layer.activationMap, b.layer.activationMap, b.layer, { limit });
  return {
    differences: differenceLines(a, b),
    message: obstacle(a, b) || difference(),
    rows: tableRows(a.layer, b.layer, { limit }),
  };
}

/** @type {(a: View, b: View) => string[]} */
function differenceLines(a, b) {
  const found = differences(a.settings, b.settings);
  if (found.length) return found.map((one) => fill(COMPARISONS.DIFFERENCE, one));
  return [arrayEqual(a.image, b.image) ? COMPARISONS.SAME : COMPARISONS.OWN_PICTURES];
}
