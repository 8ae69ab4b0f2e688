// The stretch of a picture: its darkest pixel becomes black, its lightest white. Twin of explorer/core/stretch.py.

import { extremes } from "./arrays.js";

/** @typedef {import("./arrays.js").Map} Map */

/** The share of the range from 0 to 1 that lies between the least and the largest value. @param {{values: ArrayLike<number>}} image */
export function usedRange({ values }) {
  const [low, high] = extremes(values);
  return high - low;
}

/**
 * A picture from 0 to 1, in proportion; one of a single value stays as it is.
 * @param {Map} image @returns {Map}
 */
export function stretched(image) {
  const [low, high] = extremes(image.values);
  if (low === high) return image;
  const span = Math.fround(high - low);
  return { ...image, values: image.values.map((value) => Math.fround(value - low) / span) };
}
