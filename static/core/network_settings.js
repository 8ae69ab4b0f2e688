// What the page of the real network shows, and what an address says of it, as in explorer/view/network.py.

import { NETWORK } from "./catalog.js";
import { readSlopes, writeSlopes } from "./slopes.js";
import { named, numbered, strangers, trimmed } from "./spelling.js";

/**
 * @typedef {import("./settings.js").Settings} Settings  picture, change, scale, channel and slopes
 * @typedef {{faces: number, cells: number, places: number}} Counts
 */

/** What the page shows at first. @type {Settings} */
export const DEFAULTS = NETWORK.defaults;

/** Names of P-Net's channels: layer and channel, both from 1. */
export const CHANNELS = NETWORK.layers.flatMap((count, k) => Array.from({ length: count }, (_, channel) => `${k + 1}.${channel + 1}`));

/** The names of which each setting is one. @type {Record<string, string[]>} */
const NAMES = { picture: NETWORK.pictures, change: NETWORK.changes.map(({ name }) => name), channel: CHANNELS };

/** What each setting may be. @type {Record<string, (value: any) => boolean>} */
const ADMITS = {
  picture: (value) => NAMES.picture.includes(value),
  change: (value) => NAMES.change.includes(value),
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
export function fromQuery(query) {
  const names = Object.keys(DEFAULTS).filter((name) => Object.hasOwn(query, name));
  return apply(DEFAULTS, Object.fromEntries(names.map((name) => [name, parsed(name, query[name])])));
}

/**
 * Return what an address opens, and what of it has no meaning.
 * @param {Record<string, string>} parameters
 * @returns {{settings: Settings, unread: import("./spelling.js").Unread[]}}
 */
export function readLink(parameters) {
  const settings = fromQuery(parameters);
  const nonsense = Object.keys(DEFAULTS).filter((name) => parameters[name] && parsed(name, parameters[name]) === null);
  const unread = nonsense.map((name) => ({ name, text: parameters[name], shown: String(settings[name]) }));
  return { settings, unread: [...unread, ...strangers(parameters, Object.keys(DEFAULTS))] };
}

/** Read a setting as the address says it, in any spelling; nonsense gives null. @type {(name: string, text: string) => string|number|null} */
function parsed(name, text) {
  if (name === "scale") {
    const number = numbered(text);
    return number !== null && ADMITS.scale(number) ? number : null;
  }
  if (name === "slopes") return canonical(text) ?? canonical(trimmed(text));
  return named(text, NAMES[name]);
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
