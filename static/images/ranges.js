// Which numbers of a file become black and white, where it does not count in 256 levels. Twin of explorer/images/ranges.py.

import { DEEPEST, LEVELS, RANGE_DIGITS, RANGES } from "../core/catalog.js";
import { fill, short } from "../core/notation.js";
import { clamp } from "../core/numbers.js";
import { refusal } from "./headers.js";

/** The numbers that become 0 and 1, and the rule that names them. @typedef {{low: number, high: number, rule: keyof typeof RANGES, bits: number}} Range */
/** Numbers with their type: "u" for whole ones without a sign, "i" with one, "f" for others, "b" for yes and no. @typedef {{values: Float64Array, kind: string, bits: number}} Numbers */

/** What is said of a range. @param {Range} range */
export const told = ({ low, high, rule, bits }) => fill(RANGES[rule], { low: short(low, RANGE_DIGITS), high: short(high, RANGE_DIGITS), bits });

/** All that whole numbers of so many bits without a sign can count. @param {number} bits @returns {Range} */
export const fullRange = (bits) => ({ low: 0, high: 2 ** bits - 1, rule: "TYPE", bits });

/** A number as a share of a range, from 0 to 1. @type {(range: Range, value: number) => number} */
export const applied = ({ low, high }, value) => (high === low ? 0 : clamp((value - low) / (high - low), 0, 1));

/**
 * Choose the range of some numbers, by the rules of Python; a file that a browser reads names none itself.
 * @param {Numbers} numbers @returns {Range}
 */
export function rangeOf({ values, kind, bits }) {
  const odd = values.reduce((count, value) => count + Number(!Number.isFinite(value)), 0);
  if (odd) throw refusal("NO_NUMBERS", { count: odd });
  if (kind === "u" && bits <= DEEPEST) return fullRange(bits);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low >= 0 && high <= 1) return { low: 0, high: 1, rule: "UNIT", bits: 0 };
  if (low >= 0 && high <= LEVELS && values.every(Number.isInteger)) return { low: 0, high: LEVELS, rule: "LEVELS", bits: 0 };
  return { low, high, rule: low === high ? "FLAT" : "FOUND", bits: 0 };
}
