// Nine numbers copied from a table, a text or a program.

import { readNumber } from "../core/notation.js";
import { parse } from "./typed_numbers.js";

/** How many numbers stand in each row: a kernel as a square, as one row, as one column. */
const SHAPES = ["3,3,3", "9", "1,1,1,1,1,1,1,1,1"];
/** What parts the numbers of a row; the first that gives a kernel counts. A comma that a space follows is never a decimal one. */
const GAPS = [/[\t;|&]/, /(?:,(?=\s)|\s)+/, /[,\s]+/];
/** What stands around the cells of a matrix in LaTeX, in JSON, in R, where MATLAB or Julia shows one, and behind a line of Python or C. */
const DRESS = [
  [/\\(?:begin|end)\{[a-z]+\*?\}(?:\{[lcr|]*\})?|\\(?:left|right)[[\]().|]?|\$|["\u23a1-\u23a6\u239b-\u23a0]/gi, ""],
  [/\\\\/g, "\n"],
  [/(?:^|\s)(?:#|\/\/).*$/gm, ""],
  [/^\s*[a-z_]\w*(?:\s*=\s*\n|\s*:\s)/i, ""],
  [/^\s*(?:[a-z_]\w*\s*(?:=|<-)\s*)?c\(([^()]*)\)\s*$/i, "[$1]"],
  [/^\s*- *(?=\[)/gm, ""],
  [/,\s*$/gm, ""],
];
/** How C names an array, with its sides. */
const DECLARED = /^(?:(?:[a-z_]\w*\s+)*[a-z_]\w*\s*(?:\[\d*\]\s*)+|std::[a-z]+<[^>]*>\s*\w+\s*)=\s*/i;
/** What may stand before and after the brackets of a program: a name, a factor, a function, its other arguments, a factor or divisor. */
const BEFORE = /^(?:[\w.]+\s*=\s*)?(?:(?<factor>[^*×·=]{1,40})[*×·]\s*)?(?:[a-zA-Z_][\w.]*\s*)?\(*\s*$/;
const AFTER = /^(?:\s*,\s*\w+\s*=\s*[\w.]+|\s*,\s*[a-z_][\w.]*|\s*,)*\s*\)*\s*(?:\/\s*(?<divisor>[^\s;/]+)|[*×·]\s*(?<factor>[^*×·;]{1,40}))?\s*;?\s*$/;

/**
 * Read a kernel as it stands in a spreadsheet, in a text, or in Python, MATLAB, C or JavaScript.
 * @param {string} text
 * @returns {number[]|null} nine numbers, row by row; null for what is no kernel
 */
export function readKernel(text) {
  const plain = undressed(text.trim());
  const found = /^(?<before>[^[{]*)(?<inside>[[{].*[\]}])(?<after>[^\]}]*)$/s.exec(plain.replace(DECLARED, ""));
  return found ? fromCode(/** @type {any} */ (found.groups)) : fromTable(plain);
}

/** A text without what says nothing of the numbers, and with brackets for those of tuples. @param {string} text */
function undressed(text) {
  const plain = DRESS.reduce((rest, [sign, instead]) => rest.replace(sign, /** @type {string} */ (instead)), text);
  const tuples = /^\s*[[(]?((?:\s*,?\s*\([^()]*\)){3})\s*[\])]?\s*$/.exec(plain);
  return tuples ? `[${tuples[1].replaceAll("(", "[").replaceAll(")", "]")}]` : plain;
}

/** Whether a text is one number, or a word: nothing that has parts. @param {string} text */
export const isOne = (text) => !/[\s,;[{]/.test(text.trim()) || parse(text) !== null;

/** @param {{before: string, inside: string, after: string}} parts  of a line of a program */
function fromCode({ before, inside, after }) {
  const [start, end] = [BEFORE.exec(before), AFTER.exec(after)];
  if (!start || !end) return null;
  const divisor = end.groups?.divisor === undefined ? 1 : parse(end.groups.divisor);
  const factor = factorOf(start.groups?.factor) * factorOf(end.groups?.factor);
  const plain = inside.replace(/(\d|\d\.)f\b/gi, "$1"); // as C marks a short number
  const isNested = /^[[{\s]*[[{]\s*[[{]/.test(plain);
  const rows = isNested ? plain.split(/[\]}]/) : plain.replace(/[[\]{}]/g, "").split(/;|\n/);
  const kernel = kernelOf(rows.map((row) => row.replace(/[[{]/g, "").replace(/^[\s,]+|[\s,]+$/g, "")), [/\s*,\s*|\s+/]);
  const values = divisor && kernel ? kernel.map((value) => (value * factor) / divisor) : [NaN];
  return values.every(Number.isFinite) ? values : null;
}

/** The number that all others are multiplied by: 1 if none is written, NaN for what is none. @param {string|undefined} text */
function factorOf(text) {
  if (text === undefined) return 1;
  return readNumber(text.trim().replace(/^\(([^()]*)\)$/, "$1")) ?? NaN;
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
