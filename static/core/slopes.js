// The slopes of P-Net's 58 rectifiers, as numbers and as they stand in an address. Twin of explorer/networks/slopes.py.

import { NETWORK, NUMBERS } from "./catalog.js";
import { rounded } from "./numbers.js";

/** The channels of P-Net's three layers with a rectifier. */
export const LAYERS = NETWORK.layers;

/** The least and the greatest slope. */
export const SLOPE_RANGE = NETWORK.slopeRange;

/** Decimals of a slope in an address. */
const DIGITS = 3;

/** A slope for all channels, for a layer, or for one channel of it: "0", "2:1", "2.5:0.3". */
const ITEM = new RegExp(`^(?:([1-3])(?:\\.([1-9][0-9]?))?:)?(${NUMBERS.float})$`);

/**
 * The slopes of each layer.
 * @param {ArrayLike<number>} slopes of all channels, layer after layer
 * @returns {[number[], number[], number[]]}
 */
export function split(slopes) {
  const [first, second] = LAYERS;
  const all = Array.from(slopes);
  return [all.slice(0, first), all.slice(first, first + second), all.slice(first + second)];
}

/**
 * Read the slopes of all channels, which are the learned ones but for what a text says.
 * @param {string} text items between commas, of which a later one has its way
 * @param {ArrayLike<number>} learned
 * @returns {number[]|null} null for what is no such text, or names a channel or a slope that there is not
 */
export function readSlopes(text, learned) {
  const parts = split(learned);
  for (const item of text === "" ? [] : text.split(",")) {
    const [, layer, channel, number] = ITEM.exec(item) ?? [];
    const slope = Number(number); // NaN where there is none
    if (!(slope >= SLOPE_RANGE[0] && slope <= SLOPE_RANGE[1]) || Number(channel) > LAYERS[Number(layer) - 1]) return null;
    for (const part of layer ? [parts[Number(layer) - 1]] : parts) {
      if (channel) part[Number(channel) - 1] = slope + 0;
      else part.fill(slope + 0);
    }
  }
  return parts.flat();
}

/**
 * Write slopes as briefly as `readSlopes` can read them, with 3 decimals: "" for the learned ones, "0" where all are 0, "2:1"
 * where those of layer 2 are 1 and the others learned.
 * @param {ArrayLike<number>} values @param {ArrayLike<number>} learned
 * @returns {string}
 */
export function writeSlopes(values, learned) {
  const [parts, own] = [values, learned].map((slopes) => split(slopes).map((part) => part.map(written)));
  const [first, ...others] = new Set(parts.flat());
  const items = parts.flatMap((part, k) => layerItems(part, own[k], `${k + 1}`));
  return items.length && !others.length ? first : items.join(",");
}

/** @type {(slope: number) => string} */
const written = (slope) => String(rounded(slope, DIGITS));

/** What is to be said of a layer. @type {(part: string[], learned: string[], layer: string) => string[]} */
function layerItems(part, learned, layer) {
  const changed = part.map((slope, k) => ({ slope, k })).filter(({ slope, k }) => slope !== learned[k]);
  if (changed.length && new Set(part).size === 1) return [`${layer}:${part[0]}`];
  return changed.map(({ slope, k }) => `${layer}.${k + 1}:${slope}`);
}
