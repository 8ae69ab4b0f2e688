// One row or column of each map: its intensity profile, its zero crossings, its corners. Twin of
// explorer/core/profiles.py. Differences and products are rounded to float32 one by one, as numpy does, so that equal
// lines give equal numbers.

import { extremes, largest, line } from "./arrays.js";
import { AIR, FINEST, STRONG } from "./catalog.js";
import { number } from "./notation.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {import("./layer.js").Layer} Layer */

const { fround } = Math;

/**
 * The intensities along one line, in pixels of the picture: `input` has one value a pixel, `signed` and `rectified`
 * one a kernel position, centred on the pixels named by `position`.
 * @typedef {{position: Int32Array, input: Float32Array, signed: Float32Array, rectified: Float32Array}} RowProfile
 */

/**
 * Read the same line from the picture and from both of its maps.
 * @param {Map} image @param {Layer} layer @param {number} index row (or column) of the maps
 * @param {string} [direction] "Row" or "Column"
 * @returns {RowProfile}
 */
export function rowProfile(image, { preActivation, activationMap, stride, offset }, index, direction = "Row") {
  const isRow = direction !== "Column";
  const signed = line(preActivation, index, isRow);
  return {
    position: Int32Array.from(signed, (_, k) => k * stride + offset),
    input: line(image, index * stride + offset, isRow),
    signed,
    rectified: line(activationMap, index, isRow),
  };
}

/**
 * Where a curve passes zero, from left to right: `places` are indices with a fraction, `steps` how steep the curve is
 * there, `rests` how many of its values are exactly zero there, and `isStrong` whether it swings far to both sides.
 * @typedef {{places: number[], steps: number[], rests: number[], isStrong: boolean[]}} Crossings
 */

/**
 * Where a curve passes from one side of zero to the other. Between two neighbours the place is found on the straight line
 * that joins them; where the curve rests on zero in between, it is the middle of the rest. The step is the one that leaves
 * the last value before the crossing, in size. Of several crossings within one swing only the steepest is strong.
 * @param {Float32Array} values
 * @returns {Crossings}
 */
export function crossings(values) {
  const found = { places: [], steps: [], rests: [], isStrong: [] };
  let last = -1; // the last value that was not zero
  for (let k = 0; k < values.length; k += 1) {
    if (values[k] === 0) continue;
    const [before, after] = [values[last], values[k]];
    if (last >= 0 && before < 0 !== after < 0) {
      found.places.push(k === last + 1 ? last + before / (before - after) : (last + k) / 2);
      found.steps.push(Math.abs(values[last + 1] - before));
      found.rests.push(k - last - 1);
      found.isStrong.push(false);
    }
    last = k;
  }
  markStrong(values, found);
  return found;
}

/** Mark the steepest crossing within every swing from far on one side of zero to far on the other. @type {(values: Float32Array, found: Crossings) => void} */
function markStrong(values, { places, steps, isStrong }) {
  const least = STRONG * largest(values);
  let [next, steepest, side] = [0, -1, 0]; // crossing to come, steepest one of this swing, where the swing began
  for (let k = 0; k < values.length; k += 1) {
    for (; places[next] < k; next += 1) if (!(steps[next] <= steps[steepest])) steepest = next;
    if (values[k] === 0 || Math.abs(values[k]) < least) continue;
    if (side === -Math.sign(values[k])) isStrong[steepest] = true;
    side = Math.sign(values[k]);
    steepest = -1;
  }
}

/**
 * The strong crossings that a profile marks, as indices with a fraction. Under an activation with a corner these are the
 * places where it bends the curve more than the curve was bent before, under another one those where the curve just
 * passes; none is on a rest.
 * @param {Float32Array} values the line before the activation
 * @param {{slopes: [number, number]}} options slope of the activation just left and just right of zero
 * @returns {number[]}
 */
export function marks(values, { slopes: [left, right] }) {
  const isSmooth = Math.abs(right - left) < 1e-6;
  const { places, rests, isStrong } = crossings(values);
  const isBentMore = (/** @type {number} */ k) => {
    const [come, go] = [-values[k - 1], values[k + 1]];
    const bent = come > 0 ? right * go - left * come : left * go - right * come;
    return Math.abs(bent) > Math.abs(go - come) || isSmooth;
  };
  return places.filter((place, k) => isStrong[k] && (rests[k] === 0 || (rests[k] === 1 && isBentMore(place))));
}

/**
 * The maps' part of a profile with a point at every zero of the signed curve, in pixels of the picture.
 * @typedef {{position: number[], signed: number[], rectified: number[]}} DrawnLine
 */

/**
 * Put a point into both curves wherever the straight line between two samples turns positive or stops being so, and two
 * points, one over the other, if the activation jumps at zero: the rectified curve is then what the activation makes of
 * the signed one as it is drawn.
 * @param {RowProfile} profile @param {{atZero: [number, number]}} options the activation at zero and just right of it
 * @returns {DrawnLine}
 */
export function withCrossings({ position, signed, rectified }, { atZero }) {
  /** @type {DrawnLine} */
  const drawn = { position: [], signed: [], rectified: [] };
  const add = (place, before, after) => {
    drawn.position.push(place);
    drawn.signed.push(before);
    drawn.rectified.push(after);
  };
  for (let k = 0; k < signed.length; k += 1) {
    const [before, after] = [signed[k - 1], signed[k]];
    if (k > 0 && before > 0 !== after > 0) {
      const place = position[k - 1] + (position[k] - position[k - 1]) * (before / (before - after));
      const [first, second] = before > 0 ? [atZero[1], atZero[0]] : atZero;
      add(place, 0, first);
      if (first !== second) add(place, 0, second);
    }
    add(position[k], after, rectified[k]);
  }
  return drawn;
}

/**
 * A range that reaches a little beyond the limit on both sides of zero.
 * @param {number} limit
 * @returns {[number, number]}
 */
export const fullRange = (limit) => [-(1 + AIR) * limit, (1 + AIR) * limit];

/**
 * The range of heights that shows a line before and after its activation, zero and a little air. It is no smaller than a
 * share of the map's largest size, so that a flat line stays flat.
 * @param {Float32Array} signed @param {Float32Array} rectified
 * @param {{limit: number}} options largest absolute value of both maps, the range of a line that is zero everywhere
 * @returns {[number, number]}
 */
export function fittedRange(signed, rectified, { limit }) {
  const [[before, highest], [after, highestAfter]] = [extremes(signed), extremes(rectified)];
  const [low, high] = [Math.min(0, before, after), Math.max(0, highest, highestAfter)];
  if (low === high) return fullRange(limit);
  const size = Math.max(high - low, FINEST * limit);
  const spare = (size - (high - low)) / 2 + AIR * size;
  return [low - spare, high + spare];
}

/**
 * What the activation does to the steepness of a line: the largest steps (differences of neighbours), bends (changes of
 * the step) and corners (changes of slope at a zero crossing) before and after it.
 * @typedef {object} Corners
 * @property {number} crossings
 * @property {number} stepBefore @property {number} stepAfter
 * @property {number} bendBefore @property {number} bendAfter
 * @property {number} cornerBefore @property {number} cornerAfter
 */

/**
 * Measure the steps, bends and corners along one line before and after its activation.
 * @param {Float32Array} signed @param {Float32Array} rectified
 * @param {{slopes: [number, number]}} options slope of the activation just left and just right of zero
 * @returns {Corners}
 */
export function corners(signed, rectified, { slopes }) {
  const [stepsBefore, stepsAfter] = [differences(signed), differences(rectified)];
  const [left, right] = slopes.map(fround);
  let steepest = 0; // of the steps that pass zero between two pixels
  for (let k = 0; k < stepsBefore.length; k += 1) {
    const isBetween = (signed[k] < 0 && signed[k + 1] > 0) || (signed[k] > 0 && signed[k + 1] < 0);
    if (isBetween) steepest = Math.max(steepest, Math.abs(stepsBefore[k]));
  }
  let cornerBefore = 0;
  let cornerAfter = fround(Math.abs(fround(right - left)) * steepest);
  for (let k = 1; k < stepsBefore.length; k += 1) {
    const [come, go] = [stepsBefore[k - 1], stepsBefore[k]];
    if (signed[k] !== 0 || !(fround(come * go) > 0)) continue;
    const [first, second] = come > 0 ? [left, right] : [right, left];
    cornerBefore = Math.max(cornerBefore, Math.abs(fround(go - come)));
    cornerAfter = Math.max(cornerAfter, Math.abs(fround(fround(second * go) - fround(first * come))));
  }
  return {
    crossings: crossings(signed).places.length,
    stepBefore: largest(stepsBefore),
    stepAfter: largest(stepsAfter),
    bendBefore: largest(differences(stepsBefore)),
    bendAfter: largest(differences(stepsAfter)),
    cornerBefore,
    cornerAfter,
  };
}

/** @type {(values: Float32Array) => Float32Array} */
function differences(values) {
  const result = new Float32Array(Math.max(values.length - 1, 0));
  for (let k = 0; k < result.length; k += 1) result[k] = values[k + 1] - values[k];
  return result;
}

/**
 * Classify a line by its own numbers: the first verdict that applies, in the order of `Verdict` in profiles.py.
 * @param {Float32Array} signed @param {Float32Array} rectified @param {Corners} measured
 * @param {{corner: [number, number], digits: number}} options jump of the activation's height and of its slope at zero;
 *     decimals of the measures as they are shown
 * @returns {string} the name of a verdict, a key of VERDICTS in catalog.js
 */
export function verdict(signed, rectified, measured, { corner: [jump, bend], digits }) {
  const { stepBefore, stepAfter, cornerBefore, cornerAfter } = measured;
  const isFlat = [signed, rectified].every((line) => readsZero(Math.max(...line) - Math.min(...line), digits));
  const isSplit = signed.some((value) => value > 0) && signed.some((value) => value <= 0);
  const stepGrew = grew(stepBefore, stepAfter, digits);
  const cornerGrew = grew(cornerBefore, cornerAfter, digits);
  if (isFlat) return "FLAT";
  if (signed.every((value, k) => value === rectified[k])) return "UNCHANGED";
  if (isSplit && jump !== 0) return "JUMPS";
  if (rectified.every((value) => value === 0)) return "SILENCED";
  if (cornerGrew && !stepGrew) return readsZero(cornerBefore, digits) ? "CORNERS" : "SHARPER";
  if (measured.crossings === 0) return "GENTLE";
  if (cornerGrew) return "OTHER";
  if (bend === 0) return "SMOOTH";
  return crossings(signed).rests.every((rest) => rest > 1) ? "RESTS" : "BENT";
}

/** Whether a measure is larger than before and reads so. @type {(before: number, after: number, digits: number) => boolean} */
const grew = (before, after, digits) => after > before && number(after, digits) !== number(before, digits);

/** @type {(measure: number, digits: number) => boolean} */
const readsZero = (measure, digits) => number(measure, digits) === number(0, digits);
