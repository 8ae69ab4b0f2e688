// The parts of a live demonstration as plain objects. Twin of the classes of explorer/lessons/parts.py.

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {[number, number]} Span */
/** @typedef {{title: string, values: Map, palette: string, span: Span|null}} MapImage */
/** @typedef {{name: string, x: ArrayLike<number>, y: ArrayLike<number>, role: string}} Line */
/** @typedef {{kind: string} & Record<string, any>} Part */
/** The value of each slider, by its name. @typedef {Record<string, number>} Values */

/** One paragraph; what stands between two `**` is bold. @param {string} text @returns {Part} */
export const words = (text) => ({ kind: "words", text });

/** Labels with what they are worth, as text. @param {[string, string][]} rows @returns {Part} */
export const numbers = (rows) => ({ kind: "numbers", rows });

/** @param {string[]} head @param {string[][]} rows @returns {Part} */
export const table = (head, rows) => ({ kind: "table", head, rows });

/** @param {string} title @param {Map} values @param {{palette?: string, span?: Span|null}} [options] @returns {MapImage} */
export const mapImage = (title, values, { palette = "Diverging", span = null } = {}) => ({ title, values, palette, span });

/** A picture, coloured from 0 (black) to 1 (white). @param {string} title @param {Map} values */
export const ofPicture = (title, values) => mapImage(title, values, { palette: "Signed grey", span: [0, 1] });

/**
 * @param {MapImage[]} images
 * @param {{limit?: number|null, row?: number|null}} [options] the half-range of the colours of all that have no span; a row to mark
 * @returns {Part}
 */
export const maps = (images, { limit = null, row = null } = {}) => ({ kind: "maps", images, limit, row });

/**
 * One curve of a plot; its role is one of explorer/figures/parts.py.
 * @param {string} name @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {string} [role] @returns {Line}
 */
export const line = (name, x, y, role = "after") => ({ name, x, y, role });

/**
 * @param {Line[]} lines
 * @param {{x: string, y: string, alt: string, xRange?: Span|null, yRange?: Span|null, height?: number,
 *          strips?: [string, ArrayLike<number>][]}} options
 * @returns {Part}
 */
export function plot(lines, { x, y, alt, xRange = null, yRange = null, height = 280, strips = [] }) {
  return { kind: "plot", lines, x, y, alt, xRange, yRange, height, strips };
}

/**
 * @param {string[]} names @param {[string, ArrayLike<number>][]} groups
 * @param {{x: string, y: string, alt: string, yRange?: Span|null}} options
 * @returns {Part}
 */
export const bars = (names, groups, { x, y, alt, yRange = null }) => ({ kind: "bars", names, groups, x, y, alt, yRange });

/**
 * A small map in square cells.
 * @param {string} title as for `words` @param {Map} values NaN is left blank
 * @param {{span: Span, alt: string, palette?: string, words?: string[][]|null, frame?: [number, number, number]|null}} options
 *     what is written into the cells; row and column of the first cell, and cells a side, of a square that is marked
 * @returns {Part}
 */
export function grid(title, values, { span, alt, palette = "Diverging", words = null, frame = null }) {
  return { kind: "grid", title, values, span, alt, palette, words, frame };
}
