// The settings of a view and the one function that changes them, as in explorer/view/settings.py.

import { DECIMALS, GRIDS, KERNEL, SETTINGS, STANDS_FOR_YOURS, WEIGHTS, YOUR_PICTURE } from "./catalog.js";
import { rounded } from "./numbers.js";
import { named, numbered } from "./spelling.js";

/**
 * What a setting may be: one of some names or numbers, or a number in a range. `kind` is Python's type of it.
 * @typedef {{kind: "int"|"float"|"str", names?: (string|number)[], low?: number, high?: number}} Domain
 * @typedef {Record<string, string|number>} Settings
 */

/** The domain of every setting. @type {Record<string, Domain>} */
export const DOMAINS = Object.fromEntries(Object.entries(SETTINGS).map(([name, { kind, domain }]) => [name, { kind, ...domain }]));

/** The value of every setting on a plain page. @type {Settings} */
export const DEFAULTS = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.default]));

/** The nine weights of the kernel, row by row. @param {Settings} settings */
export const weightsOf = (settings) => WEIGHTS.map((name) => Number(settings[name]));

/**
 * Return the settings with a patch applied. An unknown name, a value of another type, one that is no finite
 * number and one outside its domain are ignored; one weight that is refused refuses the whole kernel.
 * @param {Settings} settings @param {Record<string, unknown>} patch @param {Record<string, Domain>} [domains]
 * @returns {Settings}
 */
export function apply(settings, patch, domains = DOMAINS) {
  const changed = { ...settings };
  for (const [name, value] of [...kernelOf(patch, domains), ...Object.entries(patch)]) {
    if (isAdmitted(domains, name, value)) changed[name] = kept(domains[name], /** @type {any} */ (value));
  }
  return changed;
}

/** @type {(patch: Record<string, unknown>, domains: Record<string, Domain>) => [string, unknown][]} */
function kernelOf(patch, domains) {
  const weights = patch[KERNEL];
  const names = Object.keys(domains).filter((name) => /^w[0-2][0-2]$/.test(name));
  if (!Array.isArray(weights) || weights.length !== names.length) return [];
  const pairs = names.map((name, k) => /** @type {[string, unknown]} */ ([name, weights[k]]));
  return pairs.every(([name, value]) => isAdmitted(domains, name, value)) ? pairs : [];
}

/** @type {(domains: Record<string, Domain>, name: string, value: unknown) => boolean} */
function isAdmitted(domains, name, value) {
  if (!Object.hasOwn(domains, name)) return false;
  const { kind, names, low = -Infinity, high = Infinity } = domains[name];
  if (typeof value !== (kind === "str" ? "string" : "number")) return false;
  if (kind === "int" && !Number.isInteger(value)) return false;
  const candidate = /** @type {any} */ (value);
  return names ? names.includes(candidate) : Number.isFinite(candidate) && low <= candidate && candidate <= high;
}

/** @type {(domain: Domain, value: any) => string|number} */
const kept = ({ kind }, value) => (kind === "float" ? rounded(value, DECIMALS) : value);

/**
 * Return the row and the column that tell most about a picture at a working size. "Your picture" has those of the picture
 * that stands for it where there is no upload.
 * @param {string|number} picture @param {string|number} size
 * @returns {[number, number]}
 */
export function tellingPlace(picture, size) {
  const { row, col } = GRIDS[picture === YOUR_PICTURE ? STANDS_FOR_YOURS : picture][size];
  return [row, col];
}

/** Return the settings that show a picture with the cursor at its telling place. @type {(picture: string|number, size: string|number) => Settings} */
export function showing(picture, size) {
  const [row, col] = tellingPlace(picture, size);
  return { picture, size, row, col };
}

/**
 * Read the settings that an address names; what is missing or nonsense has its default. The default of the row and the
 * column is the telling place of the picture that is named.
 * @param {Record<string, string>} query
 * @returns {Settings}
 */
export function fromQuery(query) {
  const names = Object.keys(DEFAULTS).filter((name) => Object.hasOwn(query, name));
  const named = Object.fromEntries(names.map((name) => [name, parsed(name, query[name])]));
  const { picture, size } = apply(DEFAULTS, named);
  return apply(apply(apply(DEFAULTS, named), showing(picture, size)), named);
}

/** Name what differs from what `fromQuery` makes of an address that does not name it. @param {Settings} settings */
export function toQuery(settings) {
  const [row, col] = tellingPlace(settings.picture, settings.size);
  const implied = { ...DEFAULTS, row, col };
  const names = Object.keys(DEFAULTS).filter((name) => settings[name] !== implied[name]);
  return Object.fromEntries(names.map((name) => [name, written(name, settings[name])]));
}

/** Read a setting as the address says it, in any spelling; nonsense gives null. @type {(name: string, text: string) => string|number|null} */
export function parsed(name, text) {
  const { kind, names } = DOMAINS[name];
  const value = kind === "str" ? named(text, /** @type {string[]} */ (names)) : numbered(text);
  return isAdmitted(DOMAINS, name, value) ? value : null;
}

/** Write a setting as `parsed` reads it, a number without an exponent and in the fewest digits. @type {(name: string, value: string|number) => string} */
function written(name, value) {
  if (DOMAINS[name].kind !== "float") return String(value);
  return Number(value).toFixed(DECIMALS).replace(/\.?0+$/, "");
}
