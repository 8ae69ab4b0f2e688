// The pictures received so far, and the forward pass of the layer that the settings describe.

import { arrayEqual } from "../core/arrays.js";
import { sharedLimit } from "../core/comparison.js";
import { PARAMETERS, WEIGHTS } from "../core/catalog.js";
import { prepare } from "../core/convolution.js";
import { forward, withActivation } from "../core/layer.js";
import { weightsOf } from "../core/settings.js";

/** @typedef {import("../core/arrays.js").Map} Picture  brightness from 0 to 1 */
/** @typedef {import("../core/settings.js").Settings} Settings */

/**
 * What is painted: the settings that decide it, sorted by what they are for.
 * @typedef {object} View
 * @property {number} revision  another one for every view
 * @property {{kernel: number[], bias: number, activation: string, padding: string, stride: number}} layer
 *     with the parameters of all activations, by their names
 * @property {"Row"|"Column"} direction  of the selected line
 * @property {string} palette
 */

/** A layer with what it was computed from. @typedef {{view: View, image: Picture, layer: import("../core/layer.js").Layer}} Seen */

/**
 * All that is needed to paint a view: the view itself, view A if one is pinned, and the largest absolute value of all maps.
 * @typedef {Seen & {pinned: Seen|null, limit: number}} Computed
 */

/** View A as Python names it: its settings and its picture. @typedef {{settings: Settings, picture: string}} Pinned */

/** Number of pictures kept: that of the page, and one that has arrived before its view. That of view A comes on top. */
const KEPT = 2;
const CHOICE = ["picture", "size", "stretch"];
const LAYER = ["bias", "activation", "padding", "stride", ...PARAMETERS];
const LOOKS = ["direction", "palette"];
const SHOWN = [...WEIGHTS, ...LAYER, ...LOOKS];

/** Computes when it is asked. Dispatches "change" when `computed` will be another one. */
export class Store extends EventTarget {
  /** @type {Map<string, Picture>} */
  #pictures = new Map();
  /** Name of the picture that Python shows. */
  #picture = "";
  /** @type {Settings|null} */
  #settings = null;
  /** @type {Computed|null} */
  #computed = null;
  #isStale = true;
  /** The picture with its padding. @type {(import("../core/convolution.js").Prepared & {image: Picture})|null} */
  #prepared = null;

  /** The layer before the present one: the next one gets its memory. @type {import("../core/layer.js").Layer|null} */
  #spare = null;

  /** What Python has pinned as A. @type {Pinned|null} */
  #a = null;
  /** View A with its maps, and what they were computed from. @type {{key: string, seen: Seen|null}} */
  #pinned = { key: "", seen: null };

  /** @param {import("./owner.js").Owner} owner */
  constructor(owner) {
    super();
    this.owner = owner;
    owner.addEventListener("change", () => this.#onSettings());
  }

  /**
   * Keep a picture; receiving it again has no effect.
   * @param {string} id @param {Picture} picture
   */
  receivePicture(id, picture) {
    const known = this.#pictures.get(id);
    if (known && arrayEqual(known, picture)) return;
    this.#pictures.delete(id); // so that it becomes the newest
    this.#pictures.set(id, picture);
    this.#forgetPictures();
    this.#change();
  }

  /** Forget the oldest pictures, but none that is shown. */
  #forgetPictures() {
    const shown = [this.#picture, this.#a?.picture];
    const kept = this.#a ? KEPT + 1 : KEPT;
    for (const id of [...this.#pictures.keys()]) {
      if (this.#pictures.size > kept && !shown.includes(id)) this.#pictures.delete(id);
    }
  }

  /** Keep a view beside the current one, as A; null keeps none. @param {Pinned|null} a */
  pin(a) {
    if (JSON.stringify(a) === JSON.stringify(this.#a)) return;
    this.#a = a;
    if (!a) this.#pinned = { key: "", seen: null };
    this.#change();
  }

  /** Show this picture as soon as it is there. @param {string} id */
  showPicture(id) {
    this.#isStale ||= id !== this.#picture;
    this.#picture = id;
    if (this.#isStale) this.#change();
  }

  /** Python's name of the picture that is shown, or is on its way. */
  get picture() {
    return this.#picture;
  }

  /** Whether the picture of the settings is not there yet; `computed` is then the view before. */
  get isWaiting() {
    return !this.#pictures.has(this.#picture) || this.owner.hasTouched(CHOICE);
  }

  /** The view of the settings; null before there is any. */
  get computed() {
    if (this.#isStale && this.owner.isOpen && !this.isWaiting) this.#compute();
    return this.#computed;
  }

  #onSettings() {
    const { settings } = this.owner;
    const before = this.#settings;
    if (before && [...CHOICE, ...SHOWN].every((name) => settings[name] === before[name])) return;
    this.#settings = settings;
    this.#change();
  }

  #change() {
    this.#isStale = true;
    if (!this.owner.isOpen || this.isWaiting) return;
    this.dispatchEvent(new Event("change"));
  }

  #compute() {
    const image = this.#pictures.get(this.#picture);
    const view = viewOf(this.owner.settings, (this.#computed?.view.revision ?? 0) + 1);
    const before = this.#computed?.layer ?? null;
    const layer = this.#layerOf(view, image);
    const pinned = this.#seenPinned();
    this.#computed = { view, image, layer, pinned, limit: pinned ? sharedLimit(pinned.layer, layer) : layer.sharedLimit };
    if (this.#computed.layer !== before) this.#spare = before;
    this.#isStale = false;
  }

  /** View A with its maps, computed once; null without one, or while its picture is on its way. @returns {Seen|null} */
  #seenPinned() {
    const image = this.#a && this.#pictures.get(this.#a.picture);
    if (!image) return null;
    const { seen } = this.#pinned;
    const key = JSON.stringify(this.#a);
    if (key === this.#pinned.key && seen?.image === image) return seen;
    const view = viewOf(this.#a.settings, 0);
    this.#pinned = { key, seen: { view, image, layer: forward(image, view.layer) } };
    return this.#pinned.seen;
  }

  /**
   * Compute the layer of a view, reusing what has not changed since the view before: all of it after a change of
   * the palette or the direction, the sums after a change of the activation, the padded picture after one of the kernel.
   * @param {View} view @param {Picture} image
   */
  #layerOf({ layer: settings }, image) {
    const before = this.#computed;
    const keeps = (names) => before?.image === image && names.every((name) => String(settings[name]) === String(before.view.layer[name]));
    if (keeps(Object.keys(settings))) return before.layer;
    const spare = this.#spare;
    if (keeps(SUMS)) return withActivation(before.layer, { ...settings, spare });
    if (this.#prepared?.image !== image || this.#prepared.padding !== settings.padding) {
      this.#prepared = { image, ...prepare(image, SIDE, settings.padding) };
    }
    return forward(image, { ...settings, prepared: this.#prepared, spare });
  }
}

/** The settings that the sums depend on. */
const SUMS = ["kernel", "bias", "padding", "stride"];
const SIDE = 3;

/** @type {(settings: Settings, revision: number) => View} */
function viewOf(settings, revision) {
  const pick = (names) => Object.fromEntries(names.map((name) => [name, settings[name]]));
  const layer = { kernel: weightsOf(settings), ...pick(LAYER) };
  return /** @type {any} */ ({ revision, layer, ...pick(LOOKS) });
}
