// The cells of a table of numbers: names beside them, and which one is no number. Twin of explorer/images/cells.py.

import { ARRAYS } from "../core/catalog.js";
import { refusal } from "./headers.js";

/** The letters of numbers and between them. */
const LETTERS = /[-+0-9.,;eE "\t\r\nnaifNAIF]+/g;
const SIGNS = [";", "\t", ","];
/** A number, one with something beside it, as in `5 €`, and what may name a row if it is none: a text, a date, a time, or nothing. */
const IS_NUMBER = new RegExp(`^(?:${ARRAYS.number})$`);
const WITH_UNIT = new RegExp(`^[^0-9]{0,3}(?:${ARRAYS.number})[^0-9]{0,6}$`, "u");
const NAMED = /^(?:[A-Za-z].*|[0-9]{4}-[0-9]{2}.*|[0-9]{1,2}(?::[0-9]{2}|[./][0-9]{1,2}[./][0-9]{2}).*|)$/;
const [LEAST, MOST_SEEN, WIDE] = [3, 20, 100];
/** What might be markup where a sentence is shown. */
const NOT_SHOWN = /[^\p{L}\p{N} %€£¥°.,:;+\-−/#'’½$()!]/gu;

/** The letters of a text that are none of a number or between numbers. @param {string} text */
export const othersIn = (text) => text.replace(LETTERS, "");

/** Whether a text has none of these. @param {string} text */
export const areCells = (text) => othersIn(text) === "";

/** What parts the cells of a line; undefined for spaces. @param {string} line */
const signOf = (line) => SIGNS.find((sign) => line.replace(/[ ,;\t]+$/, "").includes(sign));

/** @type {(line: string, sign: string|undefined) => string[]} */
const cellsOf = (line, sign) => (sign ? line.split(sign) : line.split(/\s+/).filter((cell) => cell));

/** @param {string} cell */
const isNumber = (cell) => IS_NUMBER.test(cell);

/** @param {string} cell */
const isName = (cell) => NAMED.test(cell.trim()) && !isNumber(cell);

/** Whether half of the cells in the lines of a text are numbers, alone or with a unit. @param {string} start */
export function areLikeNumbers(start) {
  const lines = start.replace(/[\n ]+$/, "").split("\n");
  const cells = lines.filter((line) => line.trim()).map((line) => cellsOf(line, signOf(lines[lines.length - 1])));
  const alike = cells.map((row) => cells.filter((other) => other.length === row.length));
  const rows = alike.reduce((most, some) => (some.length > most.length ? some : most), []);
  const width = rows[0]?.length ?? 0;
  const found = rows.flat().filter((cell) => WITH_UNIT.test(cell)).length;
  const hasRows = cells.length >= LEAST || width >= WIDE;
  return hasRows && width > 1 && 2 * rows.length >= cells.length && 2 * found >= rows.length * width;
}

/**
 * The last line above a table and its lines, if a name stands before each; else null. It is refused if the first of them may be a
 * line of names as well: places, as `1;2;3`, above others.
 * @param {string} table @returns {[string, string]|null}
 */
export function withoutNamesBeside(table) {
  const lines = table.replace(/[\n ]+$/, "").split("\n");
  const last = lines[lines.length - 1];
  const sign = signOf(last);
  if (!sign || !isName(last.split(sign)[0])) return null;
  const start = lines.findIndex((line, k) => k >= ARRAYS.mostNames || (areCells(line) && /[0-9]/.test(line)) || isNamed(line, sign));
  if (start < 0 || !isNamed(lines[start], sign)) return null;
  if (!lines.slice(start).every((line) => line.includes(sign))) return null;
  const rows = lines.slice(start).map((line) => [line.split(sign, 1)[0].trim(), line.slice(line.indexOf(sign) + 1)]);
  const heads = rows.map(([head]) => head);
  const cut = rows.map(([, rest]) => rest);
  if (rows.length < LEAST || !heads.every(isName) || !cut.every(areCells)) return null;
  const places = cut.slice(0, MOST_SEEN).map((line) => arePlaces(line.split(sign)));
  const isBlank = !heads[0] && heads.some((head) => head);
  const names = lines[start - 1] ?? "";
  if (names.includes(sign) || !(isBlank || (places[0] && !places.every(Boolean)))) return [names, cut.join("\n")];
  if (isBlank && places[0]) return [sign, cut.slice(1).join("\n")]; // these numbers are no cells
  throw refusal("PLACES", { line: start + 1 });
}

/** Whether numbers stand in a line behind something else. @type {(line: string, sign: string) => boolean} */
function isNamed(line, sign) {
  const rest = line.includes(sign) ? line.slice(line.indexOf(sign) + 1) : "";
  return /[0-9]/.test(rest) && isName(line.split(sign)[0]) && areCells(rest);
}

/** Whether whole numbers rise or fall in equal steps. @param {string[]} cells */
function arePlaces(cells) {
  if (!cells.every((cell) => /^ *[0-9]{1,9} *$/.test(cell))) return false;
  const steps = new Set(cells.slice(1).map((cell, k) => Number(cell) - Number(cells[k])));
  return steps.size === 1 && !steps.has(0);
}

/** Why a table is none: its first cell that is no number, or its first line of another length. @param {string} text */
export function faultOf(text) {
  const lines = text.slice(0, ARRAYS.mostLookedAt).split("\n");
  if (text.length > ARRAYS.mostLookedAt && lines.length > 1) lines.pop();
  const numbered = lines.filter((line) => /[0-9]/.test(line));
  const signs = [numbered[numbered.length - 1] ?? "", numbered[0] ?? ""].map(signOf);
  for (const isAll of [false, true]) {
    for (const sign of signs) {
      const fault = faultIn(lines, sign, isAll);
      if (fault) return fault;
    }
  }
  return refusal("UNEVEN_TABLE");
}

/** The first fault in lines whose cells a sign parts: in all, or from the first line of numbers on. @type {(lines: string[], sign: string|undefined, isAll: boolean) => Error|null} */
function faultIn(lines, sign, isAll) {
  const all = lines.map((line, k) => ({ line: k + 1, cells: cellsOf(line, sign) })).filter((_, k) => lines[k].trim());
  const named = all.filter(({ cells }) => isName(cells[0]) && areMostlyNumbers(cells.slice(1)));
  const start = Number(2 * named.length > all.length && sign !== undefined);
  const begin = isAll ? 0 : all.findIndex(({ cells }) => areMostlyNumbers(cells.slice(start)));
  const rows = begin < 0 ? [] : all.slice(begin);
  const [first] = rows;
  const width = (first?.cells ?? []).reduce((most, cell, k) => (cell.trim() ? k + 1 : most), 0);
  const hasGroups = (cell) => sign === "," && cell.trim().includes(" "); // read with the other signs only
  for (const { line, cells } of rows) {
    if (start && !isName(cells[0]) && !isNumber(cells[0])) return otherCell(cells[0].trim(), { cell: 1, line });
    const place = cells.findIndex((cell, k) => k >= start && k < width && (hasGroups(cell) || !isNumber(cell)));
    if (place >= 0) return otherCell(cells[place].trim(), { cell: place + 1, line });
    if (cells.length !== first.cells.length) return refusal("UNEVEN_LINE", { line, count: cells.length, first: first.line, wanted: first.cells.length });
  }
  return null;
}

/** @type {(text: string, place: {cell: number, line: number}) => Error} */
function otherCell(text, place) {
  if (!text) return refusal("EMPTY_CELL", place);
  const seen = Array.from(text.replace(NOT_SHOWN, "?"));
  return refusal("OTHER_CELL", { ...place, text: seen.length <= ARRAYS.mostShown ? seen.join("") : `${seen.slice(0, ARRAYS.mostShown).join("")}\u2026` });
}

/** @param {string[]} cells */
const areMostlyNumbers = (cells) => 2 * cells.filter((cell) => WITH_UNIT.test(cell)).length > cells.length;
