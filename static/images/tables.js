// What a table of numbers looks like.

import { ARRAYS } from "../core/catalog.js";
import { TAKEN_FOR } from "../core/notation.js";
import { areCells, areLikeNumbers, othersIn } from "./cells.js";

/** How a picture or a document begins that is written in numbers, too. */
const NO_TABLE = /^(?:P[1-3]\s+(?:#|[0-9]+\s)|%PDF-|%!)/;
/** Of the letters of a table at most so many are others, or at most half of its cells. */
const MOST_OTHERS = 0.2;
const LOOKED_AT = 4096;
/** A number that a point or a comma parts as it would thousands. */
const GROUP = /(?:^|[^0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])/m;

/** What no table has whose points or commas part thousands. */
const NO_GROUPS = /(?<![0-9.,])(?:0[0-9]*)?[.,]|[.,](?![0-9]{3}(?![0-9]))|[0-9]{4}|e/i;
/** So many letters of a table show what its signs mean. */
const MEANT = 1 << 20;
/** A number without such a sign, or with two of them: if all had one, they might be decimals of three digits. */
const UNPARTED = /(?:^|[;\t])[-+ ]*[0-9]{1,3} *(?:[;\t\n]|$)|[.,][0-9]{3}[.,]/m;

/** Whether a file looks like a table of numbers, which may have some lines of names above them. @param {Uint8Array} bytes */
export function isTable(bytes) {
  const text = plainText(bytes.subarray(0, LOOKED_AT));
  const start = withoutNames(text)[1];
  const others = othersIn(start);
  const isAll = !others || (start.includes("\n") && others.length <= MOST_OTHERS * start.length);
  if (NO_TABLE.test(text)) return false;
  if (/[0-9]/.test(start) && isAll && Array.from(others).every((letter) => letter >= " ")) return true;
  const lines = bytes.length > LOOKED_AT && text.includes("\n") ? text.slice(0, text.lastIndexOf("\n")) : text;
  return Array.from(lines).every((letter) => letter >= " " || "\t\n".includes(letter)) && areLikeNumbers(unquoted(lines));
}

/** Whether a point or a comma may part thousands, where both stand in numbers. @param {string} rows */
export const haveTwoSigns = (rows) => rows.includes(".") && rows.includes(",") && GROUP.test(rows);

/** Whether the only signs in numbers may part thousands. @param {string} rows */
export const mayHaveGroups = (rows) => /[.,]/.test(rows) && !NO_GROUPS.test(rows.slice(0, MEANT)) && UNPARTED.test(rows);

/**
 * Whether a line above a table is more likely one of its own, in which something else stands. A first cell without a name stands
 * above a column of places, if the other names are none, or places themselves: these rise or fall.
 * @param {string[]} names @param {number} cols
 */
export function haveNumbers(names, cols) {
  const numbers = names.filter((name) => /[0-9]/.test(name) && areCells(name));
  if (names.length !== cols || names[0]) return names.length === cols && 2 * numbers.length > cols;
  const values = numbers.map((each) => Number(each.replace(",", ".")));
  const steps = values.slice(1).map((value, k) => value - values[k]);
  if (numbers.length !== cols - 1 || values.some(Number.isNaN)) return false;
  return !steps.every((step) => step > 0) && !steps.every((step) => step < 0);
}

/**
 * A table, or its start, with "\n" at the end of each line. It is written in UTF-8, in UTF-16, or in Windows' letters of
 * western Europe. Any minus, space or digit becomes that of ASCII, an apostrophe between groups of digits a space, another letter `x`.
 * @param {Uint8Array} bytes
 */
export const plainText = (bytes) =>
  decoded(bytes)
    .replace(/[^\0-\x7f]/gu, plainLetter)
    .replace(/([0-9])'(?=[0-9]{3})/g, "$1 ")
    .replace(/\r\n?/g, "\n");

/** @param {string} letter */
function plainLetter(letter) {
  const plain = TAKEN_FOR.get(letter) ?? "??";
  if (plain.length < 2) return plain;
  return /\p{L}/u.test(letter) ? "x" : "?";
}

/** What no table has whose numbers spaces part, and with a comma before decimals. */
const PARTED = /[;\t]|, | ,|,$|,[^ \n]*,/m;
const BETWEEN_NUMBERS = /(?<=[^ \n]) +(?=[^ \n])/g;

/** Lines with tabs for their spaces, where these and no commas part the numbers. @param {string} rows */
export function withTabs(rows) {
  if (!rows.includes(",") || PARTED.test(rows)) return rows;
  const rest = rows.slice(0, MEANT).replace(/(?<=[0-9]) [0-9]{3}(?![0-9])/g, "");
  return rest.search(BETWEEN_NUMBERS) < 0 ? rows : rows.replace(BETWEEN_NUMBERS, "\t");
}

/** A table as it is written, with "\n" at the end of each line. @param {Uint8Array} bytes */
export const writtenText = (bytes) => decoded(bytes).replace(/\r\n?/g, "\n");

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  const mark = bytes[0] * 256 + bytes[1];
  if (mark === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  if (mark === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  const order = halfOfZeros(bytes);
  if (order) return new TextDecoder(`utf-16${order}`).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }); // a start may end within a letter
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The order of the bytes of a text in UTF-16 without its mark, "le" or "be"; "" for another text. @param {Uint8Array} bytes */
function halfOfZeros(bytes) {
  const length = Math.min(bytes.length, LOOKED_AT);
  const zeros = [0, 0];
  for (let k = 0; k < length; k += 1) zeros[k % 2] += Number(bytes[k] === 0);
  if (Math.min(...zeros) || Math.max(...zeros) * 4 <= length) return "";
  return zeros[1] ? "le" : "be";
}

/** Leave quotation marks out; if commas stand between any, those that stand outside part the cells. @param {string} text */
export function unquoted(text) {
  const pieces = text.split('"');
  const hasInside = pieces.some((piece, k) => k % 2 === 1 && piece.includes(","));
  return pieces.map((piece, k) => (hasInside && k % 2 === 0 ? piece.replaceAll(",", ";") : piece)).join("");
}

/** The last line of names above a table, and the lines below it. @type {(text: string) => [string, string]} */
export function withoutNames(text) {
  let [names, table] = ["", text];
  for (let k = 0; k < ARRAYS.mostNames; k += 1) {
    const first = table.split("\n", 1)[0];
    if (areCells(first) && (/[,;\t]/.test(names) || !/^[,;\t]/.test(first))) break;
    [names, table] = [first, table.slice(first.length + 1)];
  }
  return [names, table];
}
