// Numbers as a visitor types them and as a field shows them.

import { DECIMALS } from "../core/catalog.js";
import { rounded } from "../core/numbers.js";

/** Keep as many digits of a number as the settings do. @param {number} value */
const kept = (value) => rounded(value, DECIMALS);

/**
 * Read a number as people write it: 0.5, 0,5, −1 with either minus, 1/9, with spaces between.
 * @param {string} text
 * @returns {number|null} null if it is no number
 */
export function parse(text) {
  const plain = text.replace(/\s/g, "").replaceAll("\u2212", "-").replaceAll(",", ".");
  const match = /^([^/]+)(?:\/([^/]+))?$/.exec(plain);
  if (!match) return null;
  const parts = match.slice(1).map((part) => (part === undefined ? 1 : decimal(part)));
  const value = parts[0] / parts[1];
  return Number.isFinite(value) ? kept(value) : null;
}

/** @type {(text: string) => number} NaN if it is no decimal number */
const decimal = (text) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN);

/**
 * Write a number with at most so many significant digits and no needless zeros.
 * @param {number} value @param {number} digits
 */
export const format = (value, digits) => String(Number(value.toPrecision(digits)));

/**
 * Go some steps up or down, within a range; up and down again is the same number.
 * @param {number} value @param {number} steps @param {{low: number, high: number, step: number}} range
 */
export function stepped(value, steps, { low, high, step }) {
  return Math.min(Math.max(kept(value + steps * step), low), high);
}
