// What is said aloud of a change of the view: the news first, then what has become of the line.

import { differences } from "../core/comparison.js";
import { ACTIVATION_ROWS, COMPARISONS, EXACT_DIGITS, SETTINGS, YOUR_PICTURE } from "../core/catalog.js";
import { nameOf } from "../core/kernels.js";
import { short } from "../core/notation.js";
import { weightsOf } from "../core/settings.js";

/** @typedef {import("../core/settings.js").Settings} Settings */

/**
 * What can be heard of a view.
 * @typedef {object} Heard
 * @property {Settings} settings
 * @property {number} upload  number of the visitor's own picture
 * @property {string} picture  as `Store` has it
 * @property {{settings: Settings}|null} pinned  view A
 * @property {string} experiment  its title; "" if none is shown
 * @property {{row: number, col: number}} place  the pixel of the picture that is selected
 * @property {string} value  the numbers at that place, in words
 * @property {string} headline @property {string} verdict  about the selected line
 * @property {string} warning  about how the maps are shown; "" without one
 */

/** So many changes are named one by one. */
const MOST = 3;

/**
 * Say what a change has made of a view; what is as it was is left out.
 * @param {Heard} before @param {Heard} now
 * @param {{isOnLine?: boolean}} [options]  whether the line has the focus: a reader then says its place by itself
 */
export function newsOf(before, now, { isOnLine = false } = {}) {
  const named = namesOf(before, now);
  const news = named.length ? listed(named) : placeOf(before, now, isOnLine);
  const headline = now.headline === before.headline ? "" : now.headline;
  const first = headline && news ? `${ended(news, ":")} ${headline}` : ended(news) || headline;
  const rest = ["verdict", "warning"].filter((name) => now[name] !== before[name]).map((name) => now[name]);
  return [first, ...rest].filter(Boolean).join(" ");
}

/** End a text, unless it is a sentence or nothing. @param {string} text @param {string} [mark] */
const ended = (text, mark = ".") => (!text || /[.?]$/.test(text) ? text : text + mark);

/** @type {(names: string[]) => string} */
function listed(names) {
  const more = names.length - MOST;
  return more > 0 ? `${names.slice(0, MOST).join(", ")} and ${more} more` : names.join(", ");
}

/** What is another one now, in words, but for the line. @type {(before: Heard, now: Heard) => string[]} */
function namesOf(before, now) {
  if (now.experiment && now.experiment !== before.experiment) return [now.experiment];
  const [was, is] = [before.settings, now.settings];
  const isOwn = is.picture === YOUR_PICTURE && was.picture === YOUR_PICTURE && before.upload !== now.upload;
  const looks = [];
  if (was.direction !== is.direction) looks.push(`${SETTINGS.direction.label} ${String(is.direction).toLowerCase()}`);
  if (was.palette !== is.palette) looks.push(`${SETTINGS.palette.label} ${is.palette}`);
  return [...pinning(before, now), ...(isOwn ? [YOUR_PICTURE] : []), ...parameters(was, is), ...others(was, is), ...looks];
}

/** @type {(before: Heard, now: Heard) => string[]} */
function pinning(before, { pinned }) {
  if (!pinned) return before.pinned ? ["View A is no longer pinned"] : [];
  if (!before.pinned) return ["View A is pinned"];
  if (!differences(before.pinned.settings, pinned.settings).length) return [];
  return [differences(before.settings, pinned.settings).length ? "View A is another one" : "A and B are swapped"];
}

/** The parameters of an activation that has stayed the same one. @type {(was: Settings, is: Settings) => string[]} */
function parameters(was, is) {
  if (was.activation !== is.activation) return [];
  const { takes } = ACTIVATION_ROWS.find(({ name }) => name === is.activation);
  const changed = takes.filter((name) => was[name] !== is[name]);
  return changed.map((name) => `${SETTINGS[name].label} ${short(Number(is[name]), EXACT_DIGITS)}`);
}

/** @type {(was: Settings, is: Settings) => string[]} */
function others(was, is) {
  const isOne = was.activation === is.activation; // only its parameters are others
  const found = differences(was, is).filter(({ name }) => !isOne || name !== SETTINGS.activation.label);
  const kernel = nameOf(weightsOf(is));
  return found.map(({ name, b }) => {
    if (name === COMPARISONS.KERNEL) return kernel ? `${name} ${kernel}` : "A kernel of your own"; // nobody counts weights by ear
    return /\d$/.test(name) ? `${name} is ${b}` : `${name} ${b}`;
  });
}

/** Where the line is now, if it alone has moved. @type {(before: Heard, now: Heard, isOnLine: boolean) => string} */
function placeOf({ place: was }, { place: is, settings, value }, isOnLine) {
  if (isOnLine || (was.row === is.row && was.col === is.col)) return "";
  const [line, isMoved] = settings.direction === "Row" ? [`Row ${is.row}`, was.row !== is.row] : [`Column ${is.col}`, was.col !== is.col];
  return isMoved ? line : value;
}
