// How numbers are written on screen, and how numbers that people have written are read. Twin of explorer/core/notation.py.

import { NUMBERS, READ_AS, SPELLINGS, TICK_STEPS } from "./catalog.js";
import { isEven, parts, significant } from "./numbers.js";

const MINUS = "\u2212";
/** What a character is taken for. @type {Map<string, string>} */
export const TAKEN_FOR = new Map(Object.entries(READ_AS).flatMap(([text, codes]) => codes.map((code) => [String.fromCodePoint(code), text])));
const TICK_DIGITS = 7; // before the point: up to a million is written without a power of ten

/**
 * Write a number with a fixed count of decimals and a real minus sign. Halves are rounded away from zero; what rounds to
 * zero has no sign.
 * @param {number} value @param {number} [digits]
 */
export function number(value, digits = 3) {
  const text = fixed(Math.abs(value), digits);
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** `toFixed`, which writes numbers from 1e21 on with an exponent, without one. @type {(size: number, digits: number) => string} */
function fixed(size, digits) {
  if (size < 1e21) return size.toFixed(digits);
  return BigInt(size) + (digits > 0 ? `.${"0".repeat(digits)}` : "");
}

/**
 * Write a number with at most so many significant digits and no needless zeros, as Python's `.4g` does.
 * @param {number} value @param {number} [digits]
 */
export function short(value, digits = 4) {
  const [figures, exponent] = significant(Math.abs(value), digits);
  const sign = value < 0 ? MINUS : "";
  if (exponent >= digits || exponent < -4) {
    const power = `${exponent < 0 ? MINUS : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
    return `${sign}${trimmed(figures[0], figures.slice(1))}e${power}`;
  }
  if (exponent < 0) return sign + trimmed("0", "0".repeat(-exponent - 1) + figures);
  return sign + trimmed(figures.slice(0, exponent + 1), figures.slice(exponent + 1));
}

/** @type {(whole: string, decimals: string) => string} */
const trimmed = (whole, decimals) => `${whole}.${decimals}`.replace(/\.?0*$/, "");

/**
 * Read a number as people write it: with a comma, any minus, groups of three between spaces or apostrophes, as a fraction, in per cent.
 * @param {string} text
 * @returns {number|null} null for what is none, which is never read as another number
 */
export function readNumber(text) {
  const plain = Array.from(text, (each) => TAKEN_FOR.get(each) ?? each).join("").replace(/^ +| +$/g, "");
  const found = matched("number", plain);
  const size = found && readSize(found.size);
  if (size === null) return null;
  const value = (size / (found?.percent ? 100 : 1)) * (found?.sign === "-" ? -1 : 1);
  return Number.isFinite(value) ? value + 0 : null;
}

/** Read a number without a sign: a decimal number or a fraction. @type {(text: string) => number|null} */
function readSize(text) {
  const found = matched("fraction", text);
  if (!found) return readDecimal(text);
  const below = readDecimal(found.below);
  const above = readDecimal(found.part ?? found.above);
  if (above === null || !below || (found.whole && above >= below)) return null;
  return above / below + Number(found.whole ?? 0);
}

/** @type {(text: string) => number|null} */
function readDecimal(text) {
  const plain = matched("thousands", text) ? text.replace(/[ ']/g, "") : text;
  return new RegExp(`^(${NUMBERS.float})$`).test(plain) && !/^[+-]/.test(plain) ? Number(plain) : null;
}

/**
 * The first number of a text whose only mark, a point or a comma, may stand between thousands as well as before decimals.
 * @param {string} text
 * @returns {{number: string, sign: string}|null}
 */
export function eitherIn(text) {
  const found = new RegExp(SPELLINGS.either.replace("?P<", "?<")).exec(text);
  return found && { number: found[0], sign: String(found.groups?.sign) };
}

/** The parts of a text that has one of the forms of a number; null if it has not. @type {(form: string, text: string) => Record<string, string>|null} */
function matched(form, text) {
  const found = new RegExp(`^(?:${SPELLINGS[form].replaceAll("?P<", "?<")})$`).exec(text);
  return found && (found.groups ?? {});
}

/**
 * Choose how many decimals tell the values of a map apart: four significant digits at the largest value, at least one
 * decimal and at most twelve.
 * @param {number} limit above 0
 */
export function digitsFor(limit) {
  const [, exponent] = parts(limit, 100);
  return Math.min(Math.max(3 - exponent, 1), 12);
}

/** Write a share of 0 to 1 in per cent, never rounding something to nothing. @param {number} share */
export function percent(share) {
  if (share > 0 && share < 0.01) return "less than 1 %";
  if (share > 0.99 && share < 1) return "more than 99 %";
  const exact = share * 100;
  const low = Math.floor(exact);
  return `${exact - low === 0.5 && isEven(low) ? low : Math.round(exact)} %`;
}

/**
 * The ticks of an axis that holds zero: every multiple of the smallest step that is one of TICK_STEPS, times a power of ten,
 * and at least a `most`-th of the axis.
 * @param {number} low @param {number} high @param {{most?: number}} [options]
 * @returns {{values: number[], texts: string[]}}
 */
export function ticks(low, high, { most = 6 } = {}) {
  const least = (high - low) / most;
  const [, power] = least.toExponential().split("e");
  const step = Math.min(...TICK_STEPS.map((size) => Number(`${size}e${power}`)).filter((size) => size >= least));
  const [first, last] = [Math.ceil(low / step) + 0, Math.floor(high / step)];
  const values = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
  return { values, texts: values.map((value) => short(value, TICK_DIGITS)) };
}

/**
 * Put values into a template, each in place of its name in braces.
 * @type {(template: string, values: Record<string, string|number>) => string}
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
