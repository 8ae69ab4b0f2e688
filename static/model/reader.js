// What the page says about the view in numbers and sentences: the browser's until Python has confirmed it, then Python's.

import { alignedPlace } from "../core/comparison.js";
import { centre, nearest } from "../core/layer.js";
import { rowProfile } from "../core/profiles.js";
import { mapFacts, pixelFacts } from "../core/readouts.js";

/** @typedef {import("../core/readouts.js").PixelFacts & import("../core/readouts.js").MapFacts} Facts */
/** @typedef {import("../core/settings.js").Settings} Settings */
/** @typedef {import("../core/profiles.js").RowProfile} RowProfile */

export class Reader {
  /** Python's last answer. @type {{settings: Settings, facts: Facts, isCompared: boolean}|null} */
  #python = null;
  /** The newest result of each method, and what it was computed from. */
  #known = { line: { of: [], result: null }, pinned: { of: [], result: null }, pixel: { of: [], result: null }, map: { of: [], result: null } };

  /** @param {Pick<import("./model.js").Model, "owner"|"store"|"cursor">} model */
  constructor({ owner, store, cursor }) {
    Object.assign(this, { owner, store, cursor });
  }

  /** Take what Python says of some settings. @param {Settings} settings @param {Facts} facts */
  confirm(settings, facts) {
    this.#python = facts && { settings, facts, isCompared: false };
  }

  /** The selected pixel of the picture: the nearest one on which a value of the maps is centred. */
  get place() {
    const { layer } = this.store.computed;
    const { row, col } = this.cursor.place;
    return { row: centre(layer, nearest(layer, row, 0)), col: centre(layer, nearest(layer, col, 1)) };
  }

  /** The selected line of the view; the same object as long as it is the same line. @returns {RowProfile} */
  get line() {
    const { computed } = this.store;
    const { image, layer, view } = computed;
    const { row, col } = this.cursor.place;
    const index = view.direction === "Row" ? nearest(layer, row, 0) : nearest(layer, col, 1);
    return this.#kept("line", [image, layer, view.direction, index], () => rowProfile(image, layer, index, view.direction));
  }

  /** The same line of view A, at the same fraction of its picture; null without a view A. @returns {RowProfile|null} */
  get pinnedLine() {
    const { image, layer, view, pinned } = this.store.computed;
    if (!pinned) return null;
    const [isRow, place] = [view.direction === "Row", this.cursor.place];
    const length = (one) => (isRow ? one.rows : one.cols);
    const selected = isRow ? centre(layer, nearest(layer, place.row, 0)) : centre(layer, nearest(layer, place.col, 1));
    const index = nearest(pinned.layer, alignedPlace(selected, length(pinned.image), length(image)), isRow ? 0 : 1);
    const make = () => rowProfile(pinned.image, pinned.layer, index, view.direction);
    return this.#kept("pinned", [pinned.image, pinned.layer, view.direction, index], make);
  }

  /** What is said of the selected line and pixel. @returns {import("../core/readouts.js").PixelFacts} */
  get pixel() {
    return this.#confirmed ?? this.#ownPixel;
  }

  /** What is said of the whole map. @returns {import("../core/readouts.js").MapFacts} */
  get map() {
    return this.#confirmed ?? this.#ownMap;
  }

  get #ownPixel() {
    const { image, layer, view } = this.store.computed;
    const { row, col } = this.cursor.place;
    const make = () => pixelFacts({ image, layer, settings: view.layer, cursor: { row, col }, direction: view.direction });
    return this.#kept("pixel", [image, layer, view.direction, row, col], make);
  }

  get #ownMap() {
    const { layer, view } = this.store.computed;
    return this.#kept("map", [layer], () => mapFacts({ layer, settings: view.layer }));
  }

  /** Python's facts, if they are about what is shown; null otherwise. */
  get #confirmed() {
    const answer = this.#python;
    const { settings } = this.owner;
    if (!answer || this.store.isWaiting || !Object.keys(settings).every((name) => settings[name] === answer.settings[name])) return null;
    if (!answer.isCompared) {
      answer.isCompared = true;
      const difference = differs({ ...this.#ownPixel, ...this.#ownMap }, answer.facts);
      if (difference) console.error(`Python and the browser disagree: ${difference}`);
    }
    return answer.facts;
  }

  /** @template T @param {string} name @param {unknown[]} of @param {() => T} make @returns {T} */
  #kept(name, of, make) {
    const known = this.#known[name];
    if (!known.result || of.some((one, k) => one !== known.of[k])) Object.assign(known, { of, result: make() });
    return known.result;
  }
}

const NUMBER = /(\d+(?:\.\d+)?)/;

/**
 * Find where two records of texts differ by more than the last digit of a number.
 * @param {any} own @param {any} other
 * @returns {string} both texts; "" if they agree
 */
export function differs(own, other) {
  if (typeof own === "string") return agrees(own, String(other)) ? "" : `${own} | ${other}`;
  for (const name of Object.keys(other)) {
    const difference = differs(own[name] ?? "", other[name]);
    if (difference) return `${name}: ${difference}`;
  }
  return "";
}

/** @type {(own: string, other: string) => boolean} */
function agrees(own, other) {
  if (own === other) return true;
  const [parts, others] = [own, other].map((text) => text.split(NUMBER));
  return parts.length === others.length && parts.every((part, k) => part === others[k] || (k % 2 === 1 && isNear(part, others[k])));
}

/**
 * Whether two numbers are the same but for their last digit. Counts and per cents of values may be one or two in a hundred
 * apart: a curved activation changes many values by about as much as one rounding.
 * @type {(one: string, other: string) => boolean}
 */
function isNear(one, other) {
  const [digits, others] = [one, other].map((text) => (text.split(".")[1] ?? "").length);
  const [value, wanted] = [Number(one), Number(other)];
  const slack = 1.5 * 10 ** -digits + (digits ? 0 : 0.02 * wanted);
  return digits === others && Math.abs(value - wanted) < slack;
}
