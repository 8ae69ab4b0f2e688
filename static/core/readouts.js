// Sentences for the page, chosen by numbers. Twin of a part of explorer/view/readouts.py, whose rows the catalogue holds.

import { FALLING_SLOPE, RISING_SLOPE, SLOPES } from "./catalog.js";
import { short } from "./notation.js";

/** Name the activation that PReLU is at a slope of its negative side. @param {number} slope */
export function slopeMessage(slope) {
  const sentence = slope < 0 ? FALLING_SLOPE : RISING_SLOPE;
  return SLOPES[String(slope)] ?? sentence.replace("{factor}", short(Math.abs(slope)));
}

/** The sentence about an activation's parameter, by the parameter. @type {Record<string, (value: number) => string>} */
export const PARAMETER_MESSAGES = { negative_slope: slopeMessage };
