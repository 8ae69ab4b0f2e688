// A line that the visitor draws before the answer is shown, and how far off it is. Twin of explorer/view/predictions.py, whose
// words the catalogue holds.

import { extremes, transposed } from "./arrays.js";
import { ENOUGH_CROSSINGS, FAINT, FAR, NEAR, PREDICTIONS, STRETCH } from "./catalog.js";
import { centre, nearest } from "./layer.js";
import { digitsFor, fill, number } from "./notation.js";
import { clamp, rounded } from "./numbers.js";
import { crossings } from "./profiles.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {import("./layer.js").Layer} Layer */

const { fround } = Math;

/** A part of one line of a map: values `start` to `stop - 1` of line `index`. @typedef {{index: number, start: number, stop: number}} Stretch */

/**
 * Choose a stretch to predict: on another line than `index`, whose answer is on the page.
 *
 * It lies around the place nearest to `place` at which line `index` swings across zero, or around `place`. Of the lines 16
 * or more away that swing across zero four times there, the one that the activation moves most; the nearest, if it moves
 * none. If none swings four times, the one that swings most often. A map without lines so far away offers the others; one
 * of a single line, that line.
 * @param {Map} signed @param {Map} rectified @param {number} index @param {number} place
 * @returns {Stretch}
 */
export function chooseStretch(signed, rectified, index, place) {
  const { rows, cols } = signed;
  const least = fround(fround(FAINT) * Math.max(...extremes(signed.values).map(Math.abs)));
  const strong = (row, start, stop) => part(signed, row, start, stop).map((value) => (Math.abs(value) < least ? 0 : value));
  const middle = nearestCrossing(strong(index, 0, cols), place);
  const start = Math.min(Math.max(middle - STRETCH / 2, 0), Math.max(cols - STRETCH, 0));
  const stop = Math.min(start + STRETCH, cols);
  const worth = (row) => [
    Math.min(crossings(strong(row, start, stop)).places.length, ENOUGH_CROSSINGS),
    distance(part(rectified, row, start, stop), part(signed, row, start, stop)),
    -Math.abs(row - index),
  ];
  return { index: best(candidates(rows, index), worth), start, stop };
}

/** Values `start` to `stop - 1` of a row. @type {(map: Map, row: number, start: number, stop: number) => Float32Array} */
const part = ({ values, cols }, row, start, stop) => values.subarray(row * cols + start, row * cols + stop);

/** The lines that may be asked about. @type {(rows: number, index: number) => number[]} */
function candidates(rows, index) {
  const others = Array.from({ length: rows }, (_, row) => row).filter((row) => row !== index);
  const far = others.filter((row) => Math.abs(row - index) >= FAR);
  return [far, others, [index]].find((found) => found.length);
}

/** The first line that is worth most; what its worth begins with counts most. @type {(lines: number[], worth: (line: number) => number[]) => number} */
function best(lines, worth) {
  let [found, most] = [-1, [-Infinity]];
  for (const line of lines) {
    const own = worth(line);
    const k = own.findIndex((value, k) => value !== most[k]);
    if (own[k] > most[k]) [found, most] = [line, own];
  }
  return found;
}

/** The sum of how far two lines are apart. @type {(one: Float32Array, other: Float32Array) => number} */
const distance = (one, other) => one.reduce((sum, value, k) => sum + Math.abs(value - other[k]), 0);

/** The place nearest to `place` at which a line crosses zero; `place` if it does not. @type {(line: Float32Array, place: number) => number} */
function nearestCrossing(line, place) {
  let found = Infinity;
  for (const one of crossings(line).places) if (Math.abs(one - place) < Math.abs(found - place)) found = one;
  return found === Infinity ? place : rounded(found, 0);
}

/**
 * A stretch whose values after the activation are to be drawn: what is shown and the answer, half of the range of heights,
 * decimals of the values, the numbers at the ends and in the middle of the range, the row (or column) of the picture, and
 * what its positions are.
 * @typedef {object} Task
 * @property {Stretch} stretch @property {Float32Array} before @property {Float32Array} after
 * @property {number} limit @property {number} digits @property {[string, string, string]} ends
 * @property {"row"|"column"} line @property {number} place
 * @property {"row"|"column"} across @property {number[]} positions
 */

/**
 * Choose what to ask about a view; the settings may have the cursor that it had before.
 * @param {{row: number, col: number, direction: string}} settings @param {Layer} layer
 * @returns {Task}
 */
export function taskOf({ row, col, direction }, layer) {
  const isRow = direction !== "Column";
  const [signed, rectified] = [layer.preActivation, layer.activationMap].map((map) => (isRow ? map : transposed(map)));
  const [index, middle] = isRow ? [nearest(layer, row, 0), nearest(layer, col, 1)] : [nearest(layer, col, 1), nearest(layer, row, 0)];
  const stretch = chooseStretch(signed, rectified, index, middle);
  const [before, after] = [signed, rectified].map((map) => part(map, stretch.index, stretch.start, stretch.stop).slice());
  const limit = layer.sharedLimit;
  const digits = digitsFor(limit);
  return {
    stretch,
    before,
    after,
    limit,
    digits,
    ends: [number(-limit, digits), "0", number(limit, digits)],
    line: isRow ? "row" : "column",
    place: centre(layer, stretch.index),
    across: isRow ? "column" : "row",
    positions: Array.from(before, (_, k) => centre(layer, stretch.start + k)),
  };
}

/**
 * Say what the dashed line is and, as long as nothing is drawn, what to do.
 * @param {Task} task
 * @param {{selected: number, activation: string, isDrawn: boolean}} options the row (or column) of the maps that is shown
 *     in the profile; whether a line has been drawn and is revealed
 */
export function taskMessage({ stretch, line, place, across, positions }, { selected, activation, isDrawn }) {
  const sentences = [fill(PREDICTIONS.DASHED, { line, place, across, first: positions[0], last: positions.at(-1) })];
  if (stretch.index !== selected) sentences.push(fill(PREDICTIONS.OTHER_LINE, { line }));
  if (!isDrawn) sentences.push(fill(PREDICTIONS.REQUEST, { activation }));
  return sentences.join(" ");
}

/**
 * Return a drawn line as an array within ±limit, or null where it is no line of `count` numbers.
 * @param {unknown} values @param {{count: number, limit: number}} options
 * @returns {Float32Array|null}
 */
export function checked(values, { count, limit }) {
  if (!Array.isArray(values) || values.length !== count || !values.every(Number.isFinite)) return null;
  return Float32Array.from(values, (value) => clamp(value, -limit, limit));
}

/** Mean distances along a stretch: the drawing from the truth, and the truth from the signed curve. @typedef {{error: number, change: number}} Score */

/**
 * Measure how far a drawn line is from the true one.
 * @param {Float32Array} drawn @param {Float32Array} signed @param {Float32Array} rectified
 * @returns {Score}
 */
export function score(drawn, signed, rectified) {
  const [error, change] = [drawn, signed].map((line) => distance(line, rectified) / line.length);
  return { error, change };
}

/**
 * Say in words how good a prediction was.
 * @param {Score} score @param {{limit: number, activation: string}} options
 */
export function verdict({ error, change }, { limit, activation }) {
  const digits = digitsFor(limit);
  const said = { error: number(error, digits), change: number(change, digits), activation };
  if (change !== 0) return fill(PREDICTIONS.OFF, { ...said, word: PREDICTIONS[word(error / change)] });
  const isSeen = error <= NEAR * limit;
  return fill(PREDICTIONS.NOTHING_CHANGED, { ...said, word: isSeen ? PREDICTIONS.WELL_SEEN : PREDICTIONS.DASHED_WAS_IT });
}

/** @type {(share: number) => string} */
function word(share) {
  if (share === 0) return "EXACT";
  if (share <= 0.1) return "VERY_CLOSE";
  if (share <= 0.3) return "CLOSE";
  return share < 1 ? "PARTLY" : "NO_NEARER";
}
