// What a drag or a key makes of a slope, and where a channel stands among all: numbers only, without a page.

import { SETTINGS } from "../core/catalog.js";
import { clamp, rounded } from "../core/numbers.js";
import { toStep } from "../controls/steps.js";
import { stepped } from "../controls/typed_numbers.js";

/** What a slope can be: as in the explorer. */
export const RANGE = SETTINGS.negative_slope.domain;
/** The slopes at which an activation has a name. */
const NAMED = [1, 0, -1];
/** A drag jumps to a slope with a name, and to the learned one, from less than so many px. */
const SNAP = 3.5;
/** So many decimals of a slope stand in an address. */
const DECIMALS = 3;
/** So many steps of the range a key takes. */
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
/** So many times as many with Shift. */
const LARGE = 10;

/**
 * The slope after a drag.
 * @param {number} start  the slope at the grab @param {number} pixels  moved upwards
 * @param {number} perUnit  px from slope 0 to 1
 * @param {number} learned
 */
export function dragged(start, pixels, perUnit, learned) {
  const value = clamp(start + pixels / perUnit, RANGE.low, RANGE.high);
  const [nearest] = [...NAMED, learned].sort((one, other) => Math.abs(one - value) - Math.abs(other - value));
  return Math.abs(nearest - value) * perUnit < SNAP ? nearest : toStep(value, RANGE);
}

/**
 * The slope after a key.
 * @param {number} slope @param {{key: string, shiftKey?: boolean}} event @param {number} learned
 * @returns {number|null} null for a key that changes no slope
 */
export function keyed(slope, { key, shiftKey = false }, learned) {
  if (key === "Home") return RANGE.low;
  if (key === "End") return RANGE.high;
  if (key === "0") return 0;
  if (key === "Delete" || key === "Backspace") return learned;
  if (!(key in STEPS)) return null;
  const size = shiftKey && Math.abs(STEPS[key]) === 1 ? LARGE : 1;
  return stepped(rounded(slope, DECIMALS), size * STEPS[key], RANGE);
}

/** A slope as it is shown and written: rounded. @param {number} slope */
export const shownSlope = (slope) => rounded(slope, DECIMALS);

/** Whether a slope reads like another one. @type {(one: number, other: number) => boolean} */
export const isSame = (one, other) => one === other || shownSlope(one) === shownSlope(other);

/**
 * Where a layer's channels stand among those of all layers.
 * @param {number[]} layers  how many channels each has @param {number} layer  from 1
 * @returns {{first: number, count: number}}
 */
export function placeOf(layers, layer) {
  return { first: layers.slice(0, layer - 1).reduce((sum, count) => sum + count, 0), count: layers[layer - 1] };
}

/**
 * Read the name of a channel.
 * @param {string} name  such as "2.16" @param {number[]} layers
 * @returns {{layer: number, channel: number, index: number}} layer and channel from 1, the index among all from 0
 */
export function channelNamed(name, layers) {
  const [layer, channel] = name.split(".").map(Number);
  return { layer, channel, index: placeOf(layers, layer).first + channel - 1 };
}
