// Which controls are there to be seen, and what they show.

import { ACTIVATION_ROWS, PARAMETERS } from "../core/catalog.js";

/** @typedef {Pick<import("../model/model.js").Model, "settings"|"hidden">} Known */

/** The row of the activation that is chosen. @param {import("../core/settings.js").Settings} settings */
export const activationRow = ({ activation }) => ACTIVATION_ROWS.find(({ name }) => name === activation);

/**
 * Whether a control is left out: by a teacher's link, or because the activation does not take what it sets.
 * @param {string} name @param {Known} known
 */
export function isLeftOut(name, { settings, hidden }) {
  return hidden.includes(name) || (PARAMETERS.includes(name) && !activationRow(settings).takes.includes(name));
}

/** All that controls show, which is the same wherever the line is. @param {Known} known */
export const shownText = ({ settings, hidden }) => JSON.stringify([{ ...settings, row: 0, col: 0 }, hidden]);
