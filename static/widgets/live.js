// A live demonstration: its sliders, and below them its parts, which follow the hand.

import { PlayButton } from "../controls/play.js";
import { shown } from "../controls/number_field.js";
import { toStep } from "../controls/steps.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { Parts } from "./parts.js";

export class Live {
  /** The sliders that are on the page, as JSON. */
  #known = "";
  /** @type {LiveSlider[]} */
  #sliders = [];
  #stop = new AbortController();

  /** @param {HTMLElement} root @param {import("../model/live.js").LiveModel} model */
  constructor(root, model) {
    this.model = model;
    this.controls = element("div", { className: "live-sliders" });
    const place = element("div", { className: "live-parts" });
    root.append(this.controls, place);
    this.parts = new Parts(place);
    this.frame = new Frame(() => this.#show());
    model.addEventListener("change", () => this.frame.ask(), { signal: this.#stop.signal });
    this.frame.now();
  }

  close() {
    this.#stop.abort();
    this.frame.close();
    for (const slider of this.#sliders) slider.close();
    this.parts.close();
  }

  #show() {
    const { model } = this;
    const known = JSON.stringify(model.sliders);
    if (known !== this.#known) this.#make(known);
    for (const slider of this.#sliders) slider.show();
    this.parts.show(model.rows);
    this.controls.parentElement.dataset.state = !model.isReady ? "waiting" : model.owner.isAhead ? "ahead" : "confirmed";
  }

  /** Make the sliders anew. @param {string} known */
  #make(known) {
    this.#known = known;
    for (const slider of this.#sliders) slider.close();
    this.#sliders = this.model.sliders.map((slider) => new LiveSlider(this.model, slider));
    this.controls.replaceChildren(...this.#sliders.map(({ root }) => root));
  }
}

class LiveSlider {
  /** @param {import("../model/live.js").LiveModel} model @param {import("../model/live.js").Slider} slider */
  constructor(model, { name, label, low, high, step }) {
    Object.assign(this, { model, name, scale: { low, high, step } });
    this.range = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", min: String(low), max: String(high), step: String(step), ariaLabel: label, autocomplete: "off" })
    );
    this.text = element("output", { ariaHidden: "true" }); // the range says it
    this.play = new PlayButton(label, {
      range: () => this.scale,
      get: () => this.value,
      set: (value) => model.change({ [name]: value }),
      stopped: () => model.reporter.now(),
    });
    const head = element("span", { className: "live-label", textContent: label, ariaHidden: "true" });
    this.root = element("div", { className: "live-slider" }, [head, this.text, this.range, this.play.button]);
    this.#listen();
  }

  close() {
    this.play.stop();
  }

  get value() {
    return Number(this.model.values[this.name]);
  }

  show() {
    const text = shown(this.value);
    if (Number(this.range.value) !== this.value) this.range.value = String(this.value);
    write(this.text, text);
    writeAttribute(this.range, "aria-valuetext", text);
  }

  #listen() {
    const { range, model } = this;
    let isHeld = false;
    range.addEventListener("pointerdown", () => (isHeld = true));
    range.addEventListener("input", () => {
      model.change({ [this.name]: toStep(Number(range.value), this.scale) });
      if (!isHeld) model.reporter.later(); // a key
    });
    const release = () => {
      isHeld = false;
      model.reporter.now();
    };
    for (const kind of ["pointerup", "pointercancel", "change"]) range.addEventListener(kind, () => isHeld && release());
  }
}
