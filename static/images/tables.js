// What a table of numbers looks like.

import { TAKEN_FOR } from "../core/notation.js";

const CELLS = /^[-+0-9.,;eE "\t\r\nnaifNAIF]*$/;
const LOOKED_AT = 4096;

/** Whether a file looks like a table of numbers, which may have one line of names above them. @param {Uint8Array} bytes */
export function isTable(bytes) {
  const start = withoutNames(plainText(bytes.subarray(0, LOOKED_AT)))[1];
  return /[0-9]/.test(start) && areCells(start);
}

/** Whether a text has no letter that is none of a number or between numbers. @param {string} text */
export const areCells = (text) => CELLS.test(text);

/**
 * A table, or its start, with "\n" at the end of each line. It is written in UTF-8, in UTF-16 with its mark, or in Windows'
 * letters of western Europe. Any minus, space or digit becomes that of ASCII.
 * @param {Uint8Array} bytes
 */
export const plainText = (bytes) =>
  decoded(bytes)
    .replace(/[^\0-\x7f]/gu, (letter) => TAKEN_FOR.get(letter) ?? "?")
    .replace(/\r\n?/g, "\n");

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  const mark = bytes[0] * 256 + bytes[1];
  if (mark === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  if (mark === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }); // a start may end within a letter
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The line of names of a table, and the lines below it. @type {(text: string) => [string, string]} */
export function withoutNames(text) {
  const first = text.split("\n", 1)[0];
  const hasNames = /^[,;\t]/.test(first) || !areCells(first);
  return hasNames ? [first, text.slice(first.length + 1)] : ["", text];
}
