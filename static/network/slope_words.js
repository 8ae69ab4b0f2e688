// What is said of a slope.

import { NETWORK } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { rounded } from "../core/numbers.js";
import { isSame, shownSlope } from "./slope_geometry.js";

const NAMES = [
  { slope: 1, exactly: "nothing happens, negative values stay as they are.", nearly: "Nearly nothing happens." },
  { slope: 0, exactly: "this is ReLU, negative values become 0.", nearly: "Nearly ReLU." },
  { slope: -1, exactly: "this is the absolute value, negative values turn positive.", nearly: "Nearly the absolute value." },
];

/** A slope as it stands on the page: "0.441", "−1". @param {number} slope */
export const slopeText = (slope) => String(shownSlope(slope)).replace("-", "\u2212");

/** A slope beside the learned one, for a screen reader. @type {(slope: number, learned: number) => string} */
export const slopeBeside = (slope, learned) => `${slopeText(slope)}, learned ${slopeText(learned)}`;

/**
 * What a rectifier of this slope does to negative values.
 * @param {number} slope
 * @example says(0.25) // "0.25: negative values keep 25 % of their size."
 */
export function says(slope) {
  const value = shownSlope(slope);
  const named = NAMES.find((row) => row.slope === value);
  if (named) return `${slopeText(value)}: ${named.exactly}`;
  const near = NAMES.find((row) => Math.abs(row.slope - value) < NETWORK.near[row.slope]);
  return [`${slopeText(value)}: ${does(value)}`, near?.nearly].filter(Boolean).join(" ");
}

/** @param {number} value neither 1, 0 nor −1 */
function does(value) {
  const share = `${short(rounded(100 * Math.abs(value), 1))} %`;
  if (value > 1) return `negative values grow to ${share} of their size.`;
  if (value > 0) return `negative values keep ${share} of their size.`;
  return `negative values turn positive, with ${share} of their size.`;
}

/**
 * What stands beside the slider of a whole layer.
 * @param {number[]} slopes of the layer @param {number[]} learned
 */
export function layerText(slopes, learned) {
  if (slopes.every((slope, k) => isSame(slope, learned[k]))) return "as learned";
  return slopes.every((slope) => isSame(slope, slopes[0])) ? slopeText(slopes[0]) : "mixed";
}
