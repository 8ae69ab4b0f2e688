// What P-Net answers to one picture under one slope after the other, as when a slope is dragged: for tests/parity/node.py.

import { channelMaps, prepare, proposals } from "../../static/core/network.js";

/**
 * @param {Uint8Array} levels @param {number} rows @param {number} cols
 * @param {import("../../static/core/network.js").Network} weights
 * @param {{slopes: Float64Array, layer?: number, channel?: number}[]} steps a channel's maps are asked for where one is named
 */
export function answers(levels, rows, cols, weights, steps) {
  const state = prepare(levels, rows, cols);
  return steps.map(({ slopes, layer, channel }) => {
    if (layer) return channelMaps(state, weights, slopes, layer, channel);
    const { face, ...size } = proposals(state, weights, slopes);
    return { ...size, values: face.slice() }; // the next step writes into the same memory
  });
}
