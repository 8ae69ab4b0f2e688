// The pictures received so far, the current view, and the forward pass of its layer.

import { forward, withActivation } from "../core/layer.js";

/** @typedef {import("../core/arrays.js").Map} Picture  brightness from 0 to 1 */

/**
 * A view in a message from Python.
 * @typedef {object} View
 * @property {number} revision  grows with every change of the view
 * @property {{id: string, rows: number, cols: number}} picture
 * @property {{kernel: number[], bias: number, activation: string, padding: string, stride: number}} layer
 *     with the parameters that its activation takes, by their names
 * @property {"Row"|"Column"} direction  of the selected line
 * @property {string} palette
 */

/**
 * All that is needed to paint a view.
 * @typedef {{view: View, image: Picture, layer: import("../core/layer.js").Layer}} Computed
 */

/** Number of pictures kept: that of the page, and one that has arrived before its view. */
const KEPT = 2;

/** Dispatches "change" when `computed` is set, and "texts" when `texts` are. */
export class Store extends EventTarget {
  /** @type {Map<string, Picture>} */
  #pictures = new Map();
  /** @type {View|null} */
  #newest = null;
  /** @type {Computed|null} */
  #computed = null;
  /** Sentences of Python: about the selected line, and the name of the experiment. */
  texts = { headline: "", experiment: "" };

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
    this.#compute();
  }

  /** Show a view as soon as its picture is there. @param {View} view */
  receiveView(view) {
    this.#newest = view;
    this.#compute();
  }

  /** @param {{headline: string, experiment: string}} texts */
  receiveTexts(texts) {
    this.texts = texts;
    this.dispatchEvent(new Event("texts"));
  }

  /** The newest view whose picture is there; null before there is any. */
  get computed() {
    return this.#computed;
  }

  /** Whether a newer view waits for its picture. */
  get isWaiting() {
    return this.#newest !== this.#computed?.view;
  }

  #compute() {
    const view = this.#newest;
    const image = view && this.#pictures.get(view.picture.id);
    if (!image) return;
    this.#computed = { view, image, layer: layerOf(view, image, this.#computed) };
    this.dispatchEvent(new Event("change"));
  }
}

const SUMS = ["kernel", "bias", "padding", "stride"];

/**
 * Compute the layer of a view, reusing what has not changed since the view before: all of it after a change of
 * the palette or the direction, the sums after a change of the activation.
 * @param {View} view @param {Picture} image @param {Computed|null} before
 */
function layerOf({ layer: settings }, image, before) {
  const keeps = (names) => before?.image === image && names.every((name) => String(settings[name]) === String(before.view.layer[name]));
  if (!keeps(SUMS)) return forward(image, settings);
  return keeps(Object.keys(settings)) ? before.layer : withActivation(before.layer, settings);
}

/** @type {(one: Picture, other: Picture) => boolean} */
function isSame(one, other) {
  return one.cols === other.cols && one.rows === other.rows && one.values.every((value, k) => value === other.values[k]);
}
