// The link to a view: what an address says, and what it leaves out, as in explorer/view/link.py.

import { CONTROLS, HIDE, OPTIONS } from "./catalog.js";
import { fromQuery, toQuery } from "./settings.js";

/**
 * Which parts of the page are open, and how it is shown.
 * @typedef {Record<string, string|boolean>} Options
 * @typedef {{settings: import("./settings.js").Settings, options: Options, hidden: string[]}} Opened
 */

/** The options of a plain page. @type {Options} */
export const OPTION_DEFAULTS = Object.fromEntries(Object.entries(OPTIONS).map(([name, row]) => [name, row.default]));

/**
 * Read the parameters of an address; what is missing or nonsense has its default.
 * @param {Record<string, string>} parameters
 * @returns {Opened}
 */
export function readLink(parameters) {
  const asked = (parameters[HIDE] ?? "").split(",");
  const hidden = CONTROLS.map(({ name }) => name).filter((name) => asked.includes(name));
  return { settings: fromQuery(parameters), options: readOptions(parameters), hidden };
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
 * Return the parameters of a query, without its "?": the last of those with one name, but all of what is hidden.
 * @param {string} query
 * @returns {Record<string, string>}
 */
export function parametersOf(query) {
  const found = new URLSearchParams(query);
  return { ...Object.fromEntries(found), [HIDE]: found.getAll(HIDE).join(",") };
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
  const read = ([name, { texts, default: value }]) => [name, Object.hasOwn(texts, parameters[name] ?? "") ? texts[parameters[name] ?? ""] : value];
  return Object.fromEntries(Object.entries(OPTIONS).map(read));
}

/** @param {Options} options @returns {Record<string, string>} */
function writeOptions(options) {
  const changed = Object.keys(OPTIONS).filter((name) => options[name] !== OPTIONS[name].default);
  const text = (name) => Object.entries(OPTIONS[name].texts).find(([, value]) => value === options[name]);
  return Object.fromEntries(changed.map((name) => [name, text(name)[0]]));
}
