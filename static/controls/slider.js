// A number that is dragged, typed, or swept to and fro.

import { SETTINGS } from "../core/catalog.js";
import { DOMAINS } from "../core/settings.js";
import { element } from "../page/elements.js";
import { NumberField } from "./number_field.js";
import { Problem } from "./problem.js";
import { Range } from "./range.js";

export class Slider {
  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model @param {string} name  of the setting */
  constructor(root, model, name) {
    this.name = name;
    const { low, high } = DOMAINS[name];
    const { label, control, domain } = SETTINGS[name];
    const { step } = domain;
    const place = element("p", { className: "controls-problem", role: "alert" });
    this.problem = new Problem(place, model.owner);
    const input = element("input", { ariaLabel: `${control}, as a number` });
    this.field = new NumberField(input, model, name, {
      subject: `The ${label.toLowerCase()}`,
      complain: (text) => this.problem.say(text),
    });
    this.range = new Range({ low, high, step }, {
      name: label,
      label: control,
      reporter: model.reporter,
      get: () => this.field.value,
      moved: (value) => this.field.set(value),
      swept: (value) => model.change({ [name]: value }),
    });
    const head = element("span", { className: "controls-label", textContent: label, title: control });
    root.prepend(element("div", { className: "controls-slider" }, [head, this.range.input, input, this.range.play.button]), place);
  }

  close() {
    this.range.close();
    this.problem.close();
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    this.field.show();
    this.range.show(Number(settings[this.name]));
  }
}
