// What a link says, however mail and chat programs have spelt it. Twin of explorer/view/spelling.py.

import { NOT_UNDERSTOOD, SPELT } from "./catalog.js";
import { fill, readNumber } from "./notation.js";

/**
 * Parameters by name and text.
 * @typedef {[string, string][]} Pairs
 *
 * A parameter that has no meaning, or its text has none; `shown` is what is shown in its stead, "" for nothing.
 * @typedef {{name: string, text: string, shown: string}} Unread
 */

/** What stands around a link in a text, for a regular expression. */
const AROUND = String.fromCodePoint(...SPELT.around).replace(/[\]\\]/g, "\\$&");
const BEFORE = new RegExp(`^[${AROUND} ]+`);
const AFTER = new RegExp(`[${AROUND} ]+$`);
const GAPS = new RegExp(SPELT.gaps, "g");

/**
 * Return the parameters that the sender of a link meant: a program may have escaped the ampersands for HTML or the whole link
 * once more, or have wrapped its line and written every "=" as "=3D", or may part the parameters by semicolons.
 * @param {Pairs} pairs
 * @returns {Pairs}
 */
export function speltOut(pairs) {
  let pieces = pairs.flatMap(([name, text]) => unescaped(`${name}=${text}`).split("&"));
  if (pieces.some((piece) => /=3D/i.test(piece))) pieces = pieces.map((piece) => piece.replace(/=(3D)?/gi, (_, mark) => (mark ? "=" : "")));
  const plain = pieces.map((piece) => piece.replace(new RegExp(SPELT.behind), "").replace(new RegExp(SPELT.ampersands), ""));
  const parted = plain.flatMap((piece) => piece.split(new RegExp(SPELT.separator))).map((part) => /^([^=]*)=?(.*)$/s.exec(part) ?? []);
  return parted.filter(([, name]) => name).map(([, name, text]) => [name, text.replace(/=+$/, "")]);
}

/** @type {(text: string) => string} */
function unescaped(text) {
  let plain = text;
  for (let time = 0; time < 3; time += 1) plain = plain.replace(new RegExp(SPELT.escaped, "g"), character); // a link in a link in a link
  for (const [written, meant] of Object.entries(SPELT.entities)) plain = plain.replaceAll(written, meant);
  return plain.replace(new RegExp(SPELT.codes, "g"), numberedCharacter).replace(new RegExp(SPELT.breaks, "g"), "");
}

/** The character of a number, or the number as it is written. @type {(written: string, number: string) => string} */
function numberedCharacter(written, number) {
  const code = Number(/^x/i.test(number) ? `0${number}` : number);
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : written;
}

/** The characters of some escaped bytes, or the bytes as they are written. @type {(escaped: string) => string} */
function character(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

/**
 * The query, with its "?", of a link in which an ampersand stands as HTML writes it by its number, "&#38;": browsers take what is
 * behind the "#" for a place in the page. "" if this is none.
 * @param {{search: string, hash: string}} place
 */
export function brokenQuery({ search, hash }) {
  if (!search.endsWith("&") || !new RegExp(`^&${SPELT.codes.slice(1)}`).test(`&${hash}`)) return "";
  return unbroken(search + hash);
}

/** A query in which HTML's numbers of characters stand as they are, with the characters. @param {string} query */
export function unbroken(query) {
  const meant = (written, number) => numberedCharacter(written, number).replace(/[^&=]/gu, encodeURIComponent);
  return query.replace(new RegExp(SPELT.codes, "g"), meant);
}

/**
 * Return the one of some names that a text means: case, gaps between words, and what stands around it do not matter.
 * @param {string} text @param {string[]} names
 * @returns {string|null} null if it means none
 */
export function named(text, names) {
  if (names.includes(text)) return text;
  const alike = new Map([...names].reverse().map((name) => [plain(name), name]));
  return alike.get(plain(text)) || alike.get(plain(trimmed(text))) || null;
}

/** A text without what stands around it in a sentence. @param {string} text */
export const trimmed = (text) => text.replace(BEFORE, "").replace(AFTER, "");

/** @type {(text: string) => string} */
const plain = (text) => text.replace(/^ +| +$/g, "").replace(GAPS, "").toLowerCase();

/** Return the number that a text means, also with what stands around it in a sentence; null for none. @param {string} text */
export function numbered(text) {
  const end = text.replace(AFTER, "");
  for (const candidate of [text, end, end.replace(new RegExp(`^[${AROUND.replace(".", "")}]+`), "")]) {
    const value = readNumber(candidate);
    if (value !== null) return value;
  }
  return null;
}

/**
 * Return the parameters that are none of some names, but for those that other programs add to a link.
 * @param {Record<string, string>} parameters @param {string[]} names
 * @returns {Unread[]}
 */
export function strangers(parameters, names) {
  const added = new RegExp(`^(?:${SPELT.counters})$`, "i");
  const others = Object.entries(parameters).filter(([name, text]) => text && !names.includes(name) && !added.test(name));
  return others.map(([name, text]) => ({ name, text, shown: "" }));
}

/** Say in one line what of a link has no meaning; "" if all has. @param {Unread[]} unread */
export function notUnderstood(unread) {
  if (!unread.length) return "";
  const items = unread.slice(0, SPELT.mostNamed).map(item);
  const count = unread.length - items.length;
  return fill(NOT_UNDERSTOOD.all, { list: [...items, ...(count ? [fill(NOT_UNDERSTOOD.more, { count })] : [])].join(", ") });
}

/** @param {Unread} unread */
function item({ name, text, shown }) {
  const one = fill(NOT_UNDERSTOOD.one, { name: brief(name), text: brief(text) });
  return shown ? fill(NOT_UNDERSTOOD.instead, { one, shown }) : one;
}

/** @type {(text: string) => string} */
function brief(text) {
  const seen = Array.from(text.replace(new RegExp(SPELT.hidden, "g"), ""));
  return seen.length <= SPELT.mostLetters ? seen.join("") : `${seen.slice(0, SPELT.mostLetters).join("")}\u2026`;
}
