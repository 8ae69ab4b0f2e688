// Numbers that a control can take: multiples of a step between two ends.

import { DECIMALS } from "../core/catalog.js";
import { clamp, rounded } from "../core/numbers.js";

/** @typedef {{low: number, high: number, step: number}} Range  as the domain of a setting in core/catalog.js */

/**
 * The number of a range that is nearest to a value.
 * @param {number} value @param {Range} range
 * @returns {number} low and a whole number of steps, or high; no negative zero
 */
export function toStep(value, { low, high, step }) {
  const count = Math.round((clamp(value, low, high) - low) / step);
  return Math.min(rounded(low + count * step, DECIMALS), high);
}
