// The pictures received so far, and the forward pass of the layer that the settings describe.

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

/**
 * All that is needed to paint a view.
 * @typedef {{view: View, image: Picture, layer: import("../core/layer.js").Layer}} Computed
 */

/** Number of pictures kept: that of the page, and one that has arrived before its view. */
const KEPT = 2;
const CHOICE = ["picture", "size"];
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
    if (known && isSame(known, picture)) return;
    this.#pictures.delete(id); // so that it becomes the newest
    this.#pictures.set(id, picture);
    if (this.#pictures.size > KEPT) this.#pictures.delete(this.#pictures.keys().next().value);
    this.#change();
  }

  /** Show this picture as soon as it is there. @param {string} id */
  showPicture(id) {
    this.#isStale ||= id !== this.#picture;
    this.#picture = id;
    if (this.#isStale) this.#change();
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
    this.#computed = { view, image, layer: this.#layerOf(view, image) };
    if (this.#computed.layer !== before) this.#spare = before;
    this.#isStale = false;
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

/** @type {(one: Picture, other: Picture) => boolean} */
function isSame(one, other) {
  return one.cols === other.cols && one.rows === other.rows && one.values.every((value, k) => value === other.values[k]);
}
