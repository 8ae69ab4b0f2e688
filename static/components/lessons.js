// The live demonstrations of the page: one model each, which outlives its elements.

import { LiveModel } from "../model/live.js";

/** @type {Map<string, LiveModel>} */
const models = new Map();

/** The model of a demonstration, by the key of its component. @param {string} key */
export function modelOf(key) {
  if (!models.has(key)) models.set(key, new LiveModel());
  return models.get(key);
}
