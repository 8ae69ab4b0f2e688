// What is said of the picture, as in explorer/view/description.py.

import { DESCRIPTIONS } from "./catalog.js";
import { fill } from "./notation.js";

/** @typedef {{rows: number, cols: number}} Shape */

/**
 * Say what a picture of the gallery shows, and whose it is.
 * @param {string} caption @param {string} credit  "" for a drawn picture @param {Shape} shape
 */
export function describeSample(caption, credit, { rows, cols }) {
  const said = fill(DESCRIPTIONS.GALLERY, { caption, rows, cols });
  return said + (credit ? fill(DESCRIPTIONS.CREDIT, { credit }) : "");
}

/**
 * Say what was done to the visitor's own picture before it is shown.
 * @param {Shape|null} original  of the file; null if the picture is not here @param {Shape} shape  of what is shown
 */
export function describeOwn(original, { rows, cols }) {
  if (!original) return DESCRIPTIONS.MISSING;
  const isWhole = original.rows === rows && original.cols === cols;
  return fill(isWhole ? DESCRIPTIONS.WHOLE : DESCRIPTIONS.REDUCED, { rows, cols, height: original.rows, width: original.cols });
}
