// What the page of the real network shows, and what an address says of it, as in explorer/view/network.py.

import { NETWORK } from "./catalog.js";
import { readSlopes, writeSlopes } from "./slopes.js";

/**
 * @typedef {import("./settings.js").Settings} Settings  picture, change, scale, channel and slopes
 * @typedef {{faces: number, cells: number, places: number}} Counts
 */

/** What the page shows at first. @type {Settings} */
export const DEFAULTS = NETWORK.defaults;

/** Names of P-Net's channels: layer and channel, both from 1. */
export const CHANNELS = NETWORK.layers.flatMap((count, k) => Array.from({ length: count }, (_, channel) => `${k + 1}.${channel + 1}`));

/** What each setting may be. @type {Record<string, (value: any) => boolean>} */
const ADMITS = {
  picture: (value) => NETWORK.pictures.includes(value),
  change: (value) => NETWORK.changes.some(({ name }) => name === value),
  scale: (value) => Number.isInteger(value) && value >= 0 && value <= NETWORK.mostScales,
  channel: (value) => CHANNELS.includes(value),
  slopes: (value) => typeof value === "string" && canonical(value) === value,
};

/**
 * Return the settings with a patch applied; unknown names and values that are not admitted are ignored.
 * @param {Settings} settings @param {Record<string, unknown>} patch
 * @returns {Settings}
 */
export function apply(settings, patch) {
  const admitted = Object.entries(patch).filter(([name, value]) => Object.hasOwn(ADMITS, name) && ADMITS[name](value));
  return { ...settings, .../** @type {any} */ (Object.fromEntries(admitted)) };
}

/** Read the settings that an address names; what is missing or nonsense has its default. @param {Record<string, string>} query */
export function fromQuery({ scale = "", slopes = "", ...query }) {
  const number = /^[0-9]{1,2}$/.test(scale) ? Number(scale) : null;
  return apply(DEFAULTS, { ...query, scale: number, slopes: canonical(slopes) });
}

/** Name what differs from the defaults. @param {Settings} settings @returns {Record<string, string>} */
export function toQuery(settings) {
  const changed = Object.keys(DEFAULTS).filter((name) => settings[name] !== DEFAULTS[name]);
  return Object.fromEntries(changed.map((name) => [name, String(settings[name])]));
}

/** The slopes that a text names, written in the one way; null if it is nonsense. @type {(text: string) => string|null} */
function canonical(text) {
  const found = readSlopes(text, NETWORK.slopes);
  return found && writeSlopes(found, NETWORK.slopes);
}
