// Numbers as a visitor types them and as a field shows them.

import { DECIMALS } from "../core/catalog.js";
import { eitherIn, readNumber, short } from "../core/notation.js";
import { rounded } from "../core/numbers.js";

/** Keep as many digits of a number as the settings do. @param {number} value */
const kept = (value) => rounded(value, DECIMALS);

/** Read a number as people write it. @type {(text: string) => number|null} null if it is no number */
export function parse(text) {
  const value = readNumber(text);
  return value === null ? null : kept(value);
}

/** Say how a text is read in which a comma, or a point, may stand between thousands; "" for another text. @param {string} text */
export function readAs(text) {
  const found = eitherIn(text);
  if (!found) return "";
  return `${found.number} is read as ${short(Number(parse(found.number)), 6)}: a ${found.sign === "," ? "comma" : "point"} stands before decimals here.`;
}

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
