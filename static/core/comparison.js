// View A, pinned, beside view B, the current one. Twin of what explorer/view/comparison.py computes; its words are Python's.

/** @typedef {import("./layer.js").Layer} Layer */

/**
 * Half of the range that all four maps share: the largest absolute value in any of them.
 * @param {Pick<Layer, "sharedLimit">} a @param {Pick<Layer, "sharedLimit">} b
 */
export const sharedLimit = (a, b) => Math.max(a.sharedLimit, b.sharedLimit);

/**
 * The place of a row (or column) of one picture in another one: at the same fraction of its height (or width).
 * @param {number} place @param {number} length  of the other picture @param {number} of  length of the picture of the place
 */
export const alignedPlace = (place, length, of) => Math.trunc(((place + 0.5) * length) / of);
