// The activation's curve, joined to the settings: a drag of its arm is the slope of PReLU, a drag sideways the bias.

import { SETTINGS } from "../core/catalog.js";
import { nearest } from "../core/layer.js";
import { counts } from "../core/measures.js";
import { extremes } from "../core/arrays.js";
import { Curve } from "./curve.js";

const CHANGED = ["activation", "negative_slope", "bias"];

export class CurveControl {
  /** The histogram of the sums without the bias, and the largest of them. */
  #sums = { key: "", image: null, counts: new Uint32Array(1), limit: 1 };
  /** The settings from before the drag; null without one. @type {Record<string, unknown>|null} */
  #before = null;

  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    const end = (finish) => () => {
      finish();
      this.#before = null;
      model.reporter.now();
    };
    this.curve = new Curve(
      root,
      { slope: SETTINGS.negative_slope.domain, bias: SETTINGS.bias.domain },
      {
        onSlope: (slope) => this.#change("negative_slope", { activation: "PReLU", negative_slope: slope }),
        onBias: (bias) => this.#change("bias", { bias }),
        onRelease: end(() => {}),
        onCancel: end(() => model.change(this.#before ?? {})),
      },
    );
  }

  show() {
    const { store, cursor, reader, hidden } = this.model;
    this.root.toggleAttribute("data-no-bias", hidden.includes("bias"));
    this.root.toggleAttribute("data-no-slope", hidden.includes("negative_slope"));
    const { computed } = store;
    if (!computed || !cursor.place) return;
    const { layer, view } = computed;
    const { bias, activation, ...params } = view.layer;
    const [row, col] = [nearest(layer, cursor.place.row, 0), nearest(layer, cursor.place.col, 1)];
    const place = row * layer.preActivation.cols + col;
    this.curve.show({
      ...this.#sumsOf(computed),
      activation,
      params: /** @type {any} */ (params),
      bias,
      pixel: { sum: layer.preActivation.values[place] - bias, after: layer.activationMap.values[place] },
      label: reader.pixel.curve_alt,
    });
  }

  close() {
    this.curve.close();
  }

  /** Count the sums without the bias; another bias or activation keeps them. */
  #sumsOf({ image, layer: { preActivation }, view: { layer } }) {
    const { kernel, padding, stride, bias } = layer;
    const key = [...kernel, padding, stride].join();
    if (key !== this.#sums.key || image !== this.#sums.image) {
      const [low, high] = extremes(preActivation.values);
      const limit = Math.max(Math.abs(low - bias), Math.abs(high - bias)) || 1;
      this.#sums = { key, image, limit, counts: counts(preActivation, { limit, shift: -bias }) };
    }
    return { counts: this.#sums.counts, limit: this.#sums.limit };
  }

  /**
   * Change what a drag asks for, unless a teacher's link has left that control out.
   * @param {string} part  the control @param {Record<string, unknown>} patch
   */
  #change(part, patch) {
    const { settings, hidden } = this.model;
    if (hidden.includes(part)) return;
    this.#before ??= Object.fromEntries(CHANGED.map((name) => [name, settings[name]]));
    this.model.change(patch);
  }
}
