// What is said of the picture, as in explorer/view/description.py.

import { extremes } from "./arrays.js";
import { DESCRIPTIONS, LEVELS, LITTLE, STRETCH_DIGITS } from "./catalog.js";
import { fill, percent, short } from "./notation.js";
import { usedRange } from "./stretch.js";

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
 * Name a frame of an animation, or a page.
 * @param {number} frame  from 0 @param {number} frames  how many there are to choose from
 * @param {{isDocument?: boolean, hasStill?: boolean}} file  whether they are pages; whether the first one is a still picture
 *     that is no part of the animation
 */
export function describeFrame(frame, frames, { isDocument = false, hasStill = false }) {
  if (hasStill && frame === 0) return DESCRIPTIONS.STILL;
  const before = Number(hasStill);
  return fill(isDocument ? DESCRIPTIONS.PAGE : DESCRIPTIONS.FRAME, { number: frame + 1 - before, count: frames - before });
}

/** Say that the visitor's own picture is transparent, and what it lies over. @param {string} over @param {boolean} vanishes */
export const describeTransparency = (over, vanishes) => fill(vanishes ? DESCRIPTIONS.VANISHES : DESCRIPTIONS.OVER, { over });

/**
 * Say what was done to the visitor's own picture before it is shown.
 * @param {Shape|null} original  of the file; null if the picture is not here @param {Shape} shape  of what is shown
 */
export function describeOwn(original, { rows, cols }) {
  if (!original) return DESCRIPTIONS.MISSING;
  const isWhole = original.rows === rows && original.cols === cols;
  return fill(isWhole ? DESCRIPTIONS.WHOLE : DESCRIPTIONS.REDUCED, { rows, cols, height: original.rows, width: original.cols });
}

/**
 * Say of a picture that uses little of the range that the network takes it as it is; "" of another one.
 * @param {ArrayLike<number>} levels  of all its colours
 */
export function describeFaint(levels) {
  const said = describeLittle(usedRange({ values: levels }) / LEVELS);
  return said && said + DESCRIPTIONS.AS_IT_IS;
}

/** Say of a picture that it uses little of the range; "" of one that uses more, or has one value alone. @param {number} share  that it uses */
export const describeLittle = (share) => (share > LITTLE || share === 0 ? "" : fill(DESCRIPTIONS.LITTLE, { share: percent(share) }));

/** Say what the stretch has made of a picture; nothing where it has made nothing. @param {import("./arrays.js").Map} image  before it was stretched */
export function describeStretch({ values }) {
  const [low, high] = extremes(values);
  if ((low === 0 && high === 1) || low === high) return "";
  return fill(DESCRIPTIONS.STRETCHED, { low: short(low, STRETCH_DIGITS), high: short(high, STRETCH_DIGITS) });
}
