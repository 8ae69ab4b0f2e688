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
 * Count and bound a map before and after its activation. The counts are sums of 0 and 1: with branches, which a processor
 * cannot foresee in a noisy map, 512 by 512 values take 2 ms instead of 1.
 * @param {Pick<Layer, "preActivation"|"activationMap">} layer
 * @returns {Summary}
 */
export function summary({ preActivation: { values: before }, activationMap: { values: after } }) {
  let [negativeBefore, negativeAfter, changed, zeroed] = [0, 0, 0, 0];
  for (let k = 0; k < before.length; k += 1) {
    const isChanged = Number(before[k] !== after[k]);
    negativeBefore += Number(before[k] < 0);
    negativeAfter += Number(after[k] < 0);
    changed += isChanged;
    zeroed += isChanged * Number(after[k] === 0);
  }
  const [lowBefore, highBefore] = extremes(before);
  const [lowAfter, highAfter] = extremes(after);
  return {
    negativeBefore: negativeBefore / before.length,
    negativeAfter: negativeAfter / before.length,
    zeroFraction: zeroed / before.length,
    changedFraction: changed / before.length,
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
  const [before, after] = [preActivation, activationMap].map((map) => counts(map, { limit, bins }));
  return { edges, centres, before, after };
}

/**
 * Count the values of one map, each with a shift added, over bins from -limit to limit; what falls outside is counted in
 * the first or the last bin. A shift by minus the bias turns the map before the activation into its sums of products.
 * @param {import("./arrays.js").Map} map
 * @param {{limit: number, bins?: number, shift?: number}} options bins is odd, so that zero is the middle of a bin
 * @returns {Uint32Array} one count for each bin
 */
export function counts({ values }, { limit, bins = 61, shift = 0 }) {
  const result = new Uint32Array(bins);
  const [scale, middle] = [bins / (2 * limit), bins / 2];
  for (let k = 0; k < values.length; k += 1) {
    const place = (values[k] + shift) * scale + middle;
    result[place > 0 ? (place < bins ? place | 0 : bins - 1) : 0] += 1;
  }
  return result;
}
