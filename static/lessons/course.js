// What both demonstrations of explorer/lessons/harmonics.py draw of a row.

import { number } from "../core/notation.js";
import { rounded } from "../core/numbers.js";
import { line, plot } from "./parts.js";

/** A share is rounded to so many, so that what float64 leaves of nothing is nothing. */
export const SHARE_DIGITS = 9;
/** Decimals of an end. */
const ROUNDING = 5;

/**
 * The plot of a row before and after, in units of a scale.
 * @param {{before: ArrayLike<number>, after: ArrayLike<number>}} row @param {number} scale
 */
export function course(row, scale) {
  const [before, after] = [row.before, row.after].map((values) => Array.from(values, (value) => value / scale));
  const places = before.map((_, k) => k);
  return plot([line("Before", places, before, "before"), line("After", places, after)], {
    x: "column of the feature map",
    y: "value, before and after",
    alt: `The row before ${reach(before)}, after ${reach(after)}.`,
  });
}

/** @type {(values: number[]) => string} */
function reach(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((end) => number(rounded(end, ROUNDING)));
  return `runs from ${low} to ${high}`;
}
