// The link to a view: what an address says, and what it leaves out, as in explorer/view/link.py.

import { CONTROLS, HIDE, KERNELS, LINK_KERNEL, NOT_UNDERSTOOD, OPTIONS, WEIGHTS } from "./catalog.js";
import { eitherIn, fill, short } from "./notation.js";
import { DEFAULTS, DOMAINS, fromQuery, parsed, toQuery } from "./settings.js";
import { named, numbered, speltOut, strangers, trimmed } from "./spelling.js";

/**
 * Which parts of the page are open, and how it is shown.
 * @typedef {Record<string, string|boolean>} Options
 * @typedef {{settings: import("./settings.js").Settings, options: Options, hidden: string[],
 *            unread: import("./spelling.js").Unread[]}} Opened
 */

/** The options of a plain page. @type {Options} */
export const OPTION_DEFAULTS = Object.fromEntries(Object.entries(OPTIONS).map(([name, row]) => [name, row.default]));

/** The parameters that have a meaning; an address may carry others. */
const OWNED = [...Object.keys(DEFAULTS), ...Object.keys(OPTIONS), HIDE];
const PLACES = CONTROLS.map(({ name }) => name);
/** A number that is shown instead has so many digits at most. */
const DIGITS = 9;

/**
 * Read the parameters of an address; what is missing or nonsense has its default.
 * @param {Record<string, string>} parameters
 * @returns {Opened}
 */
export function readLink(parameters) {
  const asked = [...new Set((parameters[HIDE] ?? "").split(",").filter((text) => text))];
  const found = asked.map((text) => named(text, PLACES));
  const settings = fromQuery(parameters);
  const unread = [
    ...Object.keys(DEFAULTS).filter((name) => isNonsense(name, parameters)).map((name) => unreadSetting(name, parameters[name], settings)),
    ...Object.keys(OPTIONS).filter((name) => parameters[name] && named(parameters[name], textsOf(name)) === null).map((name) => unreadText(name, parameters[name])),
    ...asked.filter((_, k) => found[k] === null).map((text) => unreadText(HIDE, text)),
    ...strangers(parameters, OWNED),
  ];
  return { settings, options: readOptions(parameters), hidden: PLACES.filter((name) => found.includes(name)), unread };
}

/** Whether a setting is refused, or is a number in which a comma may stand between thousands. @type {(name: string, parameters: Record<string, string>) => boolean} */
function isNonsense(name, parameters) {
  const text = parameters[name];
  return Boolean(text) && (parsed(name, text) === null || (!DOMAINS[name].names && eitherIn(text)?.sign === ","));
}

/** @type {(name: string, text: string) => import("./spelling.js").Unread} */
const unreadText = (name, text) => ({ name, text, shown: "" });

/** Say of a setting what is shown instead of a text that has no meaning. @type {(name: string, text: string, settings: import("./settings.js").Settings) => import("./spelling.js").Unread} */
function unreadSetting(name, text, settings) {
  const { low, high, names } = DOMAINS[name];
  const value = settings[name];
  const shown = typeof value === "string" ? value : short(value, DIGITS);
  return { name, text, shown: names ? shown : fill(NOT_UNDERSTOOD.range, { low: short(Number(low)), high: short(Number(high)), shown }) };
}

/**
 * Return the parameters that name a view; defaults are left out.
 * @param {import("./settings.js").Settings} settings @param {Options} [options] @param {string[]} [hidden]
 * @returns {Record<string, string>}
 */
export function writeLink(settings, options = OPTION_DEFAULTS, hidden = []) {
  return { ...toQuery(settings), ...writeOptions(options), ...(hidden.length ? { [HIDE]: hidden.join(",") } : {}) };
}

/**
 * Return the parameters of a query, without its "?": the last of those with one name, but all of what is hidden. A kernel, where
 * it has a meaning, becomes its nine weights, but for those that the query names, too.
 * @param {string} query @param {string[]} [names]  those that have a meaning; another spelling of one counts as this one
 * @returns {Record<string, string>}
 */
export function parametersOf(query, names = OWNED) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [spelt, text] of speltOut([...new URLSearchParams(query)])) {
    const name = named(spelt, names) ?? spelt;
    found.set(name, name === HIDE && found.has(name) ? `${found.get(name)},${text}` : text);
  }
  const spelt = [...found.keys()].find((name) => named(name, [LINK_KERNEL.name])) ?? "";
  const weights = names.includes(WEIGHTS[0]) ? weightsOf(found.get(spelt) ?? "") : [];
  if (weights.length) found.delete(spelt);
  return { ...Object.fromEntries(weights.map((text, k) => [WEIGHTS[k], text])), ...Object.fromEntries(found) };
}

/** The nine weights of a kernel that is named, or written in numbers row by row; [] for neither. @param {string} text @returns {string[]} */
export function weightsOf(text) {
  const name = named(text, KERNELS.map((row) => row.name));
  if (name) return KERNELS.find((row) => row.name === name).weights.map(String);
  const inside = text.replace(/[[\](){}]/g, " ");
  const tries = LINK_KERNEL.gaps.map((gap) => inside.split(new RegExp(gap)).filter(trimmed));
  return tries.find((cells) => cells.length === WEIGHTS.length && cells.every((cell) => numbered(cell) !== null)) ?? [];
}

/** Write parameters as a query, without its "?"; those without a text are left out. @param {Record<string, string>} parameters */
export function queryOf(parameters) {
  const named = Object.entries(parameters).filter(([, text]) => text !== "");
  return new URLSearchParams(Object.fromEntries(named)).toString().replaceAll("%2C", ",");
}

/**
 * The link to a view of a page, as `link` of explorer/ui/features/share.py.
 * @param {{address: string, sign: string, plain?: string}} page  where it leads, and what stands before the view and for a plain one
 * @param {Record<string, string>} parameters  that name the view
 */
export function linkTo({ address, sign, plain = "" }, parameters) {
  const query = queryOf(parameters) || plain;
  const there = /\.html?$/.test(address) ? address : `${address.replace(/\/+$/, "")}/`;
  return query ? there + sign + query : there;
}

/** @param {Record<string, string>} parameters @returns {Options} */
function readOptions(parameters) {
  const read = ([name, { texts, default: value }]) => [name, texts[named(parameters[name] ?? "", textsOf(name)) ?? ""] ?? value];
  return Object.fromEntries(Object.entries(OPTIONS).map(read));
}

/** What an address may say of an option. @param {string} name */
const textsOf = (name) => Object.keys(OPTIONS[name].texts);

/** @param {Options} options @returns {Record<string, string>} */
function writeOptions(options) {
  const changed = Object.keys(OPTIONS).filter((name) => options[name] !== OPTIONS[name].default);
  const text = (name) => (options[name] === true ? OPTIONS[name].on : String(options[name]));
  return Object.fromEntries(changed.map((name) => [name, text(name)]));
}
