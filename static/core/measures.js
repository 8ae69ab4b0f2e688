// Numbers about whole maps. Twin of explorer/core/measures.py.

import { extremes } from "./arrays.js";

/** @typedef {import("./layer.js").Layer} Layer */

/**
 * What an activation did to a map; shares run from 0 to 1. `zeroFraction` is the share of values that were set to zero:
 * zero after, not zero before.
 * @typedef {object} Summary
 * @property {number} negativeBefore @property {number} negativeAfter
 * @property {number} zeroFraction @property {number} changedFraction
 * @property {number} lowBefore @property {number} highBefore
 * @property {number} lowAfter @property {number} highAfter
 */

/**
 * Count and bound a map before and after its activation.
 * @param {Pick<Layer, "preActivation"|"activationMap">} layer
 * @returns {Summary}
 */
export function summary({ preActivation: { values: before }, activationMap: { values: after } }) {
  const count = { negativeBefore: 0, negativeAfter: 0, zeroed: 0, changed: 0 };
  for (let k = 0; k < before.length; k += 1) {
    if (before[k] < 0) count.negativeBefore += 1;
    if (after[k] < 0) count.negativeAfter += 1;
    if (before[k] === after[k]) continue;
    count.changed += 1;
    if (after[k] === 0) count.zeroed += 1;
  }
  const [lowBefore, highBefore] = extremes(before);
  const [lowAfter, highAfter] = extremes(after);
  return {
    negativeBefore: count.negativeBefore / before.length,
    negativeAfter: count.negativeAfter / before.length,
    zeroFraction: count.zeroed / before.length,
    changedFraction: count.changed / before.length,
    lowBefore,
    highBefore,
    lowAfter,
    highAfter,
  };
}

/**
 * Count the values of both maps over one set of bins from -limit to limit; bin k reaches from edges[k] to edges[k + 1].
 * @param {Pick<Layer, "preActivation"|"activationMap">} layer
 * @param {{limit: number, bins?: number}} options bins is odd, so that zero is the middle of a bin
 * @returns {{edges: Float64Array, centres: Float64Array, before: Uint32Array, after: Uint32Array}}
 */
export function histogram({ preActivation, activationMap }, { limit, bins = 61 }) {
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => (k < bins ? k * ((2 * limit) / bins) - limit : limit));
  const centres = Float64Array.from({ length: bins }, (_, k) => (edges[k] + edges[k + 1]) / 2);
  const [before, after] = [preActivation, activationMap].map(({ values }) => counts(values, limit, bins));
  return { edges, centres, before, after };
}

/** Count in the arithmetic of float32, as numpy does. @type {(values: Float32Array, limit: number, bins: number) => Uint32Array} */
function counts(values, limit, bins) {
  const [range, scale] = [Math.fround(limit), Math.fround(bins / 2)];
  const result = new Uint32Array(bins);
  for (let k = 0; k < values.length; k += 1) {
    const place = Math.fround(Math.fround(Math.fround(values[k] / range) + 1) * scale);
    result[Math.min(Math.max(Math.trunc(place), 0), bins - 1)] += 1;
  }
  return result;
}
