// Numbers as a visitor types them, as a field shows them, and as explorer/view/settings.py keeps them.

/** How many digits after the point explorer/view/settings.py keeps. */
const KEPT = 8;

/**
 * Round a number to some decimals, halves to the even neighbour, as Python's `round` does.
 * @param {number} value @param {number} digits
 */
export function rounded(value, digits) {
  const exact = Math.abs(value).toFixed(60); // every digit of it
  const end = exact.indexOf(".") + 1 + digits;
  const isHalf = /^50*$/.test(exact.slice(end));
  const isEven = "02468".includes(exact.slice(0, end).replace(/\.$/, "").at(-1) ?? "");
  const size = Number(isHalf && isEven ? exact.slice(0, end) : Math.abs(value).toFixed(digits));
  return value < 0 && size ? -size : size;
}

/** Keep as many digits of a number as the settings do, and no negative zero. @param {number} value */
export const kept = (value) => rounded(value, KEPT);

/**
 * Write a float32 in the fewest digits that give the same float32 again, and read those.
 * @param {number} value
 */
export function shortest(value) {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const read = Number(single.toPrecision(digits));
    if (Math.fround(read) === single) return read;
  }
  return Number(single.toPrecision(9));
}

/**
 * Read a number as people write it: 0.5, 0,5, −1 with either minus, 1/9, with spaces between.
 * @param {string} text
 * @returns {number|null} null if it is no number
 */
export function read(text) {
  const plain = text.replace(/\s/g, "").replaceAll("\u2212", "-").replaceAll(",", ".");
  const found = /^([^/]+)(?:\/([^/]+))?$/.exec(plain);
  if (!found) return null;
  const parts = found.slice(1).map((part) => (part === undefined ? 1 : decimal(part)));
  const value = parts[0] / parts[1];
  return Number.isFinite(value) ? kept(value) : null;
}

/** @type {(text: string) => number} NaN if it is no decimal number */
const decimal = (text) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN);

/**
 * Write a number with at most so many significant digits and no needless zeros.
 * @param {number} value @param {number} digits
 */
export const short = (value, digits) => String(Number(value.toPrecision(digits)));

/**
 * Go some steps up or down, within a range; up and down again is the same number.
 * @param {number} value @param {number} steps @param {{low: number, high: number, step: number}} range
 */
export function stepped(value, steps, { low, high, step }) {
  return Math.min(Math.max(kept(value + steps * step), low), high);
}
