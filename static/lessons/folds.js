// A line folded by layers of two ReLUs each, against one layer of as many. Twin of explorer/lessons/folds.py.

import { relu } from "../core/activations.js";

/** Fold the line from 0 to 1 in the middle. @param {number} x */
const hat = (x) => 2 * relu(x) - 4 * relu(x - 0.5);

/** Send a number from 0 to 1 through a number of layers, each of which is `hat`. @param {number} x @param {number} folds */
export function folded(x, folds) {
  let value = x;
  for (let k = 0; k < folds; k += 1) value = hat(value);
  return value;
}

/** The height over x of equal straight pieces up and down between 0 and 1. @param {number} x @param {number} pieces */
export function zigzag(x, pieces) {
  let height = pieces * relu(x);
  for (let k = 1; k < pieces; k += 1) height += (k % 2 ? -2 : 2) * pieces * relu(x - k / pieces);
  return height;
}

/** What it takes to fold a line, and what it gives. @param {number} folds */
export function size(folds) {
  const pieces = 2 ** folds;
  return { folds, relus: 2 * folds, pieces, teeth: Math.floor(pieces / 2), oneLayerTeeth: folds, oneLayerRelus: pieces };
}

/** Where a row stops rising and falls, or stops falling and rises. @param {ArrayLike<number>} row */
export function turns(row) {
  let [count, last] = [0, 0];
  for (let k = 1; k < row.length; k += 1) {
    const sign = Math.sign(row[k] - row[k - 1]);
    if (sign * last < 0) count += 1;
    last = sign || last;
  }
  return count;
}
