// What is said aloud of a change on the page of the real network: the news first, then what has come of it.

import { NETWORK } from "../core/catalog.js";
import { readSlopes } from "../core/slopes.js";
import { channelNamed, placeOf } from "./slope_geometry.js";
import { layerText, slopeText } from "./slope_words.js";

/** @typedef {import("../core/settings.js").Settings} Settings */

/**
 * What can be heard of a view.
 * @typedef {object} Heard
 * @property {Settings} settings
 * @property {number} upload  number of the visitor's own picture
 * @property {string} sentence  what the network has found
 * @property {string} size  at which the map is shown @property {string} marked  how much of it is marked
 */

/**
 * Say what a change has made of a view.
 * @param {Heard} before @param {Heard} now
 * @example // "Size 55 × 55: 377 of 529 places are marked."
 */
export function newsOf(before, now) {
  const [searched, size] = [searchOf(before, now), before.settings.scale === now.settings.scale ? "" : now.size];
  const isOther = before.settings.channel !== now.settings.channel && before.settings.slopes === now.settings.slopes;
  const channel = isOther ? openOf(String(now.settings.channel)) : "";
  const named = [...searched, size, channel].filter(Boolean).join(", ");
  const results = [searched.length ? now.sentence : "", size ? now.marked : ""].filter(Boolean).join(" ");
  return results ? `${named}: ${results}` : named && `${named}.`;
}

/** What the network has searched anew for. @type {(before: Heard, now: Heard) => string[]} */
function searchOf({ settings: was, upload }, { settings: is, upload: other }) {
  const isPicture = was.picture !== is.picture || (is.picture === NETWORK.own && upload !== other);
  return [
    ...(isPicture ? [`Picture ${is.picture}`] : []),
    ...(was.change !== is.change ? [`Change ${is.change}`] : []),
    ...(was.slopes !== is.slopes ? [slopesOf(String(was.slopes), String(is.slopes))] : []),
  ];
}

/** Which slopes are others now. @type {(was: string, is: string) => string} */
function slopesOf(was, is) {
  const [before, now] = [was, is].map((text) => readSlopes(text, NETWORK.slopes));
  const places = [...now.keys()].filter((k) => now[k] !== before[k]);
  const preset = NETWORK.presets.find(({ text }) => text === is);
  const layer = layerOf(places[0]);
  const { first, count } = placeOf(NETWORK.layers, layer);
  if (places.length === 1) return `Slope of channel ${places[0] - first + 1} in layer ${layer} is ${slopeText(now[places[0]])}`;
  if (preset) return `All slopes ${preset.name}`;
  if (places.at(-1) >= first + count) return `${places.length} slopes`;
  const [all, learned] = [now, NETWORK.slopes].map((slopes) => slopes.slice(first, first + count));
  const text = layerText(all, learned);
  if (text === "mixed") return `${places.length} slopes of layer ${layer}`;
  return `Slopes of layer ${layer} are ${text}`;
}

/** The layer, from 1, of a channel that is counted over all layers. @param {number} index */
function layerOf(index) {
  const isIn = (_, k) => index < placeOf(NETWORK.layers, k + 1).first + NETWORK.layers[k];
  return NETWORK.layers.findIndex(isIn) + 1;
}

/** @param {string} name  of a channel */
function openOf(name) {
  const { layer, channel } = channelNamed(name, NETWORK.layers);
  return `Layer ${layer}, channel ${channel} is open`;
}
