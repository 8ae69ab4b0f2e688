// Which of the ready-made experiments is shown, as in explorer/view/experiments.py.

import { EXPERIMENT_LOOKS, EXPERIMENT_TITLE } from "./catalog.js";
import { fill } from "./notation.js";

/** @typedef {{name: string, question: string, settings: import("./settings.js").Settings}} Experiment */

/**
 * Return the index of the experiment that some settings show, null if they show none. The one shown last is recognised
 * with another palette and another line, too.
 * @param {Experiment[]} experiments @param {import("./settings.js").Settings} settings @param {number|null} last
 */
export function experimentShown(experiments, settings, last) {
  const shown = experiments.findIndex((row) => isSame(row.settings, settings, []));
  if (shown >= 0) return shown;
  return last !== null && isSame(experiments[last].settings, settings, EXPERIMENT_LOOKS) ? last : null;
}

/**
 * Return the number, the name and the question of an experiment; "" for null.
 * @param {Experiment[]} experiments @param {number|null} place
 */
export function title(experiments, place) {
  if (place === null) return "";
  const { name, question } = experiments[place];
  return fill(EXPERIMENT_TITLE, { number: place + 1, count: experiments.length, name, question });
}

/** Whether two views are the same, but for the settings with some names. */
function isSame(one, other, names) {
  return Object.keys(one).every((name) => one[name] === other[name] || names.includes(name));
}
