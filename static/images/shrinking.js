// Shrinking of pictures by averaging over areas. Twin of explorer/images/shrinking.py.

import { LEVELS, MIN_SIDE } from "../core/catalog.js";
import { clamp, rint, rounded } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** What a line of a smaller picture takes from one of a larger: the k-th share is `weight[k]`. @typedef {{from: number[], to: number[], weight: number[]}} Shares */

/** Less than this share of a pixel does not count: it is there by rounding. */
const SLIVER = 1e-3;

/**
 * The rows and the columns of a picture that `reduce` has shrunk, or that was small enough.
 * @param {number} height @param {number} width @param {number} longSide
 * @returns {[rows: number, cols: number]}
 * @throws {Error} if the long side is less than `MIN_SIDE`
 */
export function sidesWithin(height, width, longSide) {
  if (longSide < MIN_SIDE) throw new Error(`a long side of ${longSide} is too short, it takes at least ${MIN_SIDE}`);
  const scale = Math.min(1, longSide / Math.max(height, width));
  const shrunk = (side) => Math.min(side, Math.max(MIN_SIDE, rounded(side * scale, 0)));
  return [shrunk(height), shrunk(width)];
}

/** Resize by averaging over areas along the rows. @type {(image: Map, cols: number) => Map} */
export function averagedCols(image, cols) {
  if (image.cols === cols) return image;
  const average = averaging(image.cols, cols);
  const values = new Float32Array(image.rows * cols);
  for (let row = 0; row < image.rows; row += 1) {
    average(image.values.subarray(row * image.cols), 1, values.subarray(row * cols, (row + 1) * cols));
  }
  return { values, rows: image.rows, cols };
}

/** Resize by averaging over areas along the columns. @type {(image: Map, rows: number) => Map} */
export function averagedRows({ values, rows: count, cols }, rows) {
  if (count === rows) return { values, rows, cols };
  const result = new Float32Array(rows * cols);
  averaging(count, rows)(values, cols, result);
  return { values: result, rows, cols };
}

/**
 * Return a function that averages lines, each of so many lanes, to fewer lines in a result of zeros. It does so with the
 * numbers and in the order of OpenCV's `INTER_AREA`, so that the sums are rounded alike.
 * @param {number} before  how many lines there are @param {number} after  how many there will be
 * @returns {(source: Float32Array, lanes: number, result: Float32Array) => void}
 */
function averaging(before, after) {
  const scale = 1 / (after / before);
  const isWhole = Math.abs(scale - Math.round(scale)) < Number.EPSILON;
  if (isWhole) return (source, lanes, result) => averageBlocks(source, lanes, result, Math.round(scale));
  const shares = sharesOf(before, after, scale);
  return (source, lanes, result) => averageShares(source, lanes, result, shares);
}

/** Average so many lines each, added up by fours. @type {(source: Float32Array, lanes: number, result: Float32Array, count: number) => void} */
function averageBlocks(source, lanes, result, count) {
  const { fround } = Math;
  const weight = fround(1 / count);
  const fours = count - (count % 4);
  for (let k = 0; k < result.length; k += 1) {
    const lane = k % lanes;
    const at = (line) => source[(((k - lane) / lanes) * count + line) * lanes + lane];
    let sum = 0;
    for (let line = 0; line < fours; line += 4) {
      sum = fround(sum + fround(fround(fround(at(line) + at(line + 1)) + at(line + 2)) + at(line + 3)));
    }
    for (let line = fours; line < count; line += 1) sum = fround(sum + at(line));
    result[k] = sum * weight;
  }
}

/** @type {(source: Float32Array, lanes: number, result: Float32Array, shares: Shares) => void} */
function averageShares(source, lanes, result, { from, to, weight }) {
  for (let k = 0; k < weight.length; k += 1) {
    const [start, end, share] = [from[k] * lanes, to[k] * lanes, weight[k]];
    for (let lane = 0; lane < lanes; lane += 1) result[end + lane] += Math.fround(source[start + lane] * share);
  }
}

/** How much each line of the result takes from which lines. @type {(before: number, after: number, scale: number) => Shares} */
function sharesOf(before, after, scale) {
  const shares = { from: [], to: [], weight: [] };
  const add = (from, to, weight) => {
    shares.from.push(from);
    shares.to.push(to);
    shares.weight.push(Math.fround(weight));
  };
  for (let to = 0; to < after; to += 1) {
    const [start, end] = [to * scale, to * scale + scale];
    const [first, last] = [Math.ceil(start), Math.floor(end)];
    if (first - start > SLIVER) add(first - 1, to, (first - start) / scale);
    for (let from = first; from < last; from += 1) add(from, to, 1 / scale);
    if (end - last > SLIVER) add(last, to, (end - last) / scale);
  }
  return shares;
}

/** Cut off what is no brightness and round to whole levels, halves to the even one. @type {(image: Map) => Map} */
export function wholeLevels({ values, rows, cols }) {
  const level = (value) => rint(Math.fround(clamp(value, 0, 1) * LEVELS));
  return { values: values.map((value) => level(value) / LEVELS), rows, cols };
}

/**
 * Shrink a picture by averaging over areas, and round it to whole levels unless it is a deep one.
 *
 * Averaging over areas keeps the mean brightness and invents no edges, which sampling single pixels would. Levels are whole
 * multiples of 1/255, as in any 8-bit file. A picture that is small enough is only rounded.
 * @param {Map} image  brightness from 0 to 1; what lies beyond is cut off
 * @param {number} longSide  most pixels the longer side may have, at least `MIN_SIDE`
 * @param {boolean} [isDeep]  whether the picture has more than 256 levels, which are kept
 * @returns {Map} in proportion, never enlarged, and each side at least `MIN_SIDE` if it was so before
 * @throws {Error} if the long side is less than `MIN_SIDE`
 */
export function reduce(image, longSide, isDeep = false) {
  return averaged(image, ...sidesWithin(image.rows, image.cols, longSide), isDeep);
}

/** Shrink a picture as `reduce` does, to so many rows and columns. @type {(image: Map, rows: number, cols: number, isDeep?: boolean) => Map} */
export function averaged(image, rows, cols, isDeep = false) {
  const found = averagedRows(averagedCols(image, cols), rows);
  return isDeep ? { ...found, values: found.values.map((value) => clamp(value, 0, 1)) } : wholeLevels(found);
}
