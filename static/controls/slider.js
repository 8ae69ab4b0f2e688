// A number that is dragged, typed, or swept to and fro.

import { SETTINGS } from "../core/catalog.js";
import { DOMAINS } from "../core/settings.js";
import { element, writeAttribute } from "../page/elements.js";
import { NumberField, shown } from "./number_field.js";
import { PlayButton } from "./play.js";
import { Problem } from "./problem.js";

export class Slider {
  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model @param {string} name  of the setting */
  constructor(root, model, name) {
    Object.assign(this, { model, name });
    const { low, high } = DOMAINS[name];
    const { label, control, domain } = SETTINGS[name];
    const { step } = domain;
    const place = element("p", { className: "controls-problem", role: "alert" });
    this.problem = new Problem(place, model.owner);
    this.range = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", min: String(low), max: String(high), step: String(step), ariaLabel: control, autocomplete: "off" })
    );
    const input = element("input", { ariaLabel: `${control}, as a number` });
    this.field = new NumberField(input, model, name, {
      subject: `The ${label.toLowerCase()}`,
      complain: (text) => this.problem.say(text),
    });
    this.play = new PlayButton(label, {
      range: () => ({ low, high, step }),
      get: () => this.field.value,
      set: (value) => model.change({ [name]: value }),
      stopped: () => model.reporter.now(),
    });
    const head = element("span", { className: "controls-label", textContent: label, title: control });
    root.prepend(element("div", { className: "controls-slider" }, [head, this.range, input, this.play.button]), place);
    this.#listen();
  }

  close() {
    this.play.stop();
    this.problem.close();
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    const value = Number(settings[this.name]);
    this.field.show();
    if (Number(this.range.value) !== value) this.range.value = String(value);
    writeAttribute(this.range, "aria-valuetext", shown(value));
  }

  #listen() {
    const { range, model } = this;
    let isHeld = false;
    range.addEventListener("pointerdown", () => (isHeld = true));
    range.addEventListener("input", () => {
      this.field.set(Number(range.value));
      if (!isHeld) model.reporter.later(); // a key
    });
    const release = () => {
      isHeld = false;
      model.reporter.now();
    };
    for (const kind of ["pointerup", "pointercancel", "change"]) {
      range.addEventListener(kind, () => isHeld && release());
    }
  }
}
