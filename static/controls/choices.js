// Settings that are one of a few names: rows of buttons and menus.

import { SETTINGS } from "../core/catalog.js";
import { DOMAINS } from "../core/settings.js";
import { element } from "../page/elements.js";

/**
 * Show what is chosen now. It cannot wait for a frame: a button that is still pressed for the choice before says nothing
 * when it is pressed again.
 * @param {{show: (settings: any) => void}[]} choices @param {import("../core/settings.js").Settings} settings
 */
export function showChoices(choices, settings) {
  for (const choice of choices) choice.show(settings);
}

/** What to change for a name that is chosen. @typedef {(value: string) => Record<string, unknown>} Patch */

/** Only the setting itself changes. @param {string} name @returns {Patch} */
const patchOf = (name) => (value) => ({ [name]: DOMAINS[name].kind === "str" ? value : Number(value) });

/** All names that a setting may have, as they are. @param {string} name */
const namesOf = (name) => DOMAINS[name].names.map((value) => ({ value: String(value), text: String(value) }));

/** A row of buttons of which one is pressed: radio buttons, so that the arrow keys go from one to the next. */
export class Segments {
  /**
   * @param {HTMLElement} root  a fieldset @param {import("../model/model.js").Model} model @param {string} name of the setting
   * @param {{options?: {value: string, text: string}[], patch?: Patch}} [more]  what to choose from, if it is not every name
   */
  constructor(root, model, name, { options = namesOf(name), patch = patchOf(name) } = {}) {
    this.name = name;
    this.inputs = options.map(({ value }) => /** @type {HTMLInputElement} */ (element("input", { type: "radio", name, value })));
    const labels = options.map(({ text }, k) => element("label", {}, [this.inputs[k], element("span", { textContent: text })]));
    root.append(...labels);
    root.addEventListener("change", (event) => {
      model.change(patch(/** @type {HTMLInputElement} */ (event.target).value));
      model.reporter.later();
    });
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    for (const input of this.inputs) input.checked = input.value === String(settings[this.name]);
  }
}

/** An option of a menu; its value is the name, whatever a translator makes of the text. @param {string} name */
export const optionOf = (name) => element("option", { value: name, textContent: name });

/** A menu of all names of a setting. */
export class Menu {
  /**
   * @param {HTMLElement} root  receives a label with the menu @param {import("../model/model.js").Model} model
   * @param {string} name  of the setting @param {Patch} [patch]
   */
  constructor(root, model, name, patch = patchOf(name)) {
    this.name = name;
    const { names } = DOMAINS[name];
    const ariaLabel = SETTINGS[name].control; // also where a small window has no room for the word
    this.select = /** @type {HTMLSelectElement} */ (element("select", { name, autocomplete: "off", ariaLabel }, names.map((name) => optionOf(String(name)))));
    this.select.onchange = () => {
      model.change(patch(this.select.value));
      model.reporter.later();
    };
    root.prepend(element("label", {}, [element("span", { textContent: ariaLabel }), this.select]));
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    this.select.value = String(settings[this.name]);
  }
}

/** The activation: the usual ones as buttons, all others in a menu behind them. */
export class ActivationChoice {
  /** @param {HTMLElement} root  a fieldset @param {import("../model/model.js").Model} model @param {{name: string, button: string}[]} rows */
  constructor(root, model, rows) {
    const usual = rows.filter(({ button }) => button);
    this.segments = new Segments(root, model, "activation", { options: usual.map(({ name, button }) => ({ value: name, text: button })) });
    const others = rows.filter(({ button }) => !button).map(({ name }) => optionOf(name));
    const title = element("option", { value: "", textContent: "More" });
    title.hidden = true;
    this.more = /** @type {HTMLSelectElement} */ (element("select", { ariaLabel: "More activations", autocomplete: "off" }, [title, ...others]));
    root.append(this.more);
    this.more.addEventListener("change", (event) => {
      event.stopPropagation(); // it is not one of the buttons
      model.change({ activation: this.more.value });
      model.reporter.later();
    });
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    this.segments.show(settings);
    const isOther = !this.segments.inputs.some((input) => input.checked);
    this.more.value = isOther ? String(settings.activation) : "";
    this.more.toggleAttribute("data-chosen", isOther);
  }
}
