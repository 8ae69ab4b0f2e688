// Nine numbers copied from a table, a text or a program.

import { parse } from "./typed_numbers.js";

/** How many numbers stand in each row: a kernel as a square, as one row, as one column. */
const SHAPES = ["3,3,3", "9", "1,1,1,1,1,1,1,1,1"];
/** What parts the numbers of a row; the first that gives a kernel counts. A comma that a space follows is never a decimal one. */
const GAPS = [/[\t;|&]/, /(?:,(?=\s)|\s)+/, /[,\s]+/];
/** What may stand before and after the brackets of a program: a name, a function, its other arguments, a divisor. */
const BEFORE = /^(?:[\w.]+\s*=\s*)?(?:[a-zA-Z_][\w.]*\s*)?\(*\s*$/;
const AFTER = /^(?:\s*,\s*\w+\s*=\s*[\w.]+|\s*,)*\s*\)*\s*(?:\/\s*(?<divisor>[^\s;/]+))?\s*;?\s*$/;

/**
 * Read a kernel as it stands in a spreadsheet, in a text, or in Python, MATLAB, C or JavaScript.
 * @param {string} text
 * @returns {number[]|null} nine numbers, row by row; null for what is no kernel
 */
export function readKernel(text) {
  const found = /^(?<before>[^[{]*)(?<inside>[[{].*[\]}])(?<after>[^\]}]*)$/s.exec(text.trim());
  return found ? fromCode(/** @type {any} */ (found.groups)) : fromTable(text);
}

/** Whether a text is one number, or a word: nothing that has parts. @param {string} text */
export const isOne = (text) => !/[\s,;[{]/.test(text.trim()) || parse(text) !== null;

/** @param {{before: string, inside: string, after: string}} parts  of a line of a program */
function fromCode({ before, inside, after }) {
  const end = AFTER.exec(after);
  if (!BEFORE.test(before) || !end) return null;
  const divisor = end.groups?.divisor === undefined ? 1 : parse(end.groups.divisor);
  const isNested = /^[[{\s]*[[{]\s*[[{]/.test(inside);
  const rows = isNested ? inside.split(/[\]}]/) : inside.replace(/[[\]{}]/g, "").split(/;|\n/);
  const kernel = kernelOf(rows.map((row) => row.replace(/[[{]/g, "").replace(/^[\s,]+|[\s,]+$/g, "")), [/\s*,\s*|\s+/]);
  return divisor && kernel ? kernel.map((value) => value / divisor) : null;
}

/** @param {string} text */
function fromTable(text) {
  const lines = text.trim().split(/\r\n|\n|\r/);
  const isOneLine = lines.length === 1 && !/[\t|&]/.test(text);
  return kernelOf((isOneLine ? lines[0].split(";") : lines).map((line) => line.replace(/^\s*\|?|(?:\||\\\\)?\s*$/g, "").trim()), GAPS);
}

/** @param {string[]} lines @param {RegExp[]} gaps @returns {number[]|null} */
function kernelOf(lines, gaps) {
  const rows = lines.filter((line) => line !== "");
  for (const gap of gaps) {
    const cells = rows.map((row) => row.split(gap).map(parse));
    const values = cells.flat();
    if (SHAPES.includes(String(cells.map((row) => row.length))) && values.every((value) => value !== null)) return /** @type {any} */ (values);
  }
  return null;
}
