// The controls of the layer. A change is shown at once, and reported when it is complete.

import { ACTIVATION_ROWS, KERNEL, PADDINGS, PARAMETERS } from "../core/catalog.js";
import { flipSign, normalise, rotate, sumMeaning, transpose } from "../core/kernels.js";
import { biasMessage, PARAMETER_MESSAGES } from "../core/readouts.js";
import { DEFAULTS, weightsOf } from "../core/settings.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { ActivationChoice, Menu, showChoices } from "./choices.js";
import { CurveControl } from "./curve_control.js";
import { KernelMenu } from "./kernel_menu.js";
import { activationRow, isLeftOut, shownText } from "./shown.js";
import { Slider } from "./slider.js";
import { Weights } from "./weights.js";

const START = weightsOf(DEFAULTS);

/** What the buttons do to a kernel. @type {{text: string, meaning: string, change: (weights: number[]) => number[]}[]} */
const CHANGES = [
  { text: "K \u2192 \u2212K", meaning: "Flip the sign of every weight", change: flipSign },
  { text: "Rotate", meaning: "Turn the weights by a quarter, clockwise", change: rotate },
  { text: "Transpose", meaning: "Swap rows and columns", change: transpose },
  { text: "\u00f7 \u03a3|w|", meaning: "Divide by the sum of the absolute values", change: normalise },
  { text: "Reset", meaning: "Back to the first kernel", change: () => START },
];

export class Controls {
  /** The settings that are shown, but for the line, and the parts that are left out. */
  #shown = "";
  #stop = new AbortController();

  /** @param {HTMLElement} root  of components/controls.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.controls-${name}`));
    this.find("parameters").append(...PARAMETERS.map(parameterPart));
    this.sliders = Object.fromEntries(["bias", ...PARAMETERS].map((name) => [name, new Slider(this.#part(name), model, name)]));
    this.curve = new CurveControl(this.find("curve"), model);
    this.choices = [
      new ActivationChoice(this.find("activation"), model, ACTIVATION_ROWS),
      ...["padding", "stride"].map((name) => new Menu(this.#part(name), model, name)),
    ];
    this.parts = [
      new KernelMenu(this.find("menu"), this.find("caption"), model),
      new Weights(this.find("weights"), this.find("problem"), model),
      ...Object.values(this.sliders),
    ];
    this.find("changes").append(...CHANGES.map((row) => this.#button(row)));
    this.frame = new Frame(() => this.#show());
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    for (const source of [model.owner, model.store]) on(source, "change", () => this.frame.ask());
    on(model.owner, "change", () => showChoices(this.choices, model.settings));
    on(model, "receive", () => this.frame.now());
    showChoices(this.choices, model.settings);
    if (model.owner.isOpen) this.frame.now();
  }

  /** Stop listening; what is not reported yet is reported. */
  close() {
    this.#stop.abort();
    this.frame.close();
    for (const part of [this.curve, ...this.parts]) part.close?.();
    this.model.reporter.now();
  }

  #part(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`[data-part=${name}]`));
  }

  #button({ text, meaning, change }) {
    const onclick = () => this.model.commit({ [KERNEL]: change(weightsOf(this.model.settings)) });
    return element("button", { type: "button", textContent: text, title: meaning, ariaLabel: /[a-z]{3}/i.test(text) ? null : meaning, onclick });
  }

  #show() {
    const { settings, owner } = this.model;
    writeAttribute(this.root, "data-state", owner.isAhead ? "ahead" : "answered");
    this.curve.show();
    const shown = shownText(this.model);
    if (shown === this.#shown) return; // only the line has moved
    this.#shown = shown;
    for (const part of this.parts) part.show(settings);
    const row = activationRow(settings);
    write(this.find("sum"), sumMeaning(weightsOf(settings)) + (settings.bias === 0 ? "" : " Then the bias is added."));
    write(this.find("does"), row.caption);
    write(this.find("formula"), `a = ${row.formula}`);
    note(this.find("source"), this.find("said"), row.source);
    note(this.find("border"), this.#part("padding"), PADDINGS.find(({ name }) => name === settings.padding).caption);
    note(this.find("level"), this.#part("bias"), biasMessage(Number(settings.bias)));
    this.#showParameters(settings, row.takes);
    for (const part of this.root.querySelectorAll("[data-part]")) {
      part.toggleAttribute("hidden", isLeftOut(part.dataset.part, this.model));
    }
  }

  /** Write the sentences about the parameters that the activation takes. */
  #showParameters(settings, takes) {
    for (const name of takes) {
      const part = this.#part(name);
      note(part.querySelector(".controls-said-of"), part, PARAMETER_MESSAGES[name]?.(Number(settings[name])) ?? "");
    }
  }
}

/** Write a note, and as a tooltip of what it is about: a low window has no room for it. @type {(place: Element, about: Element, text: string) => void} */
function note(place, about, text) {
  write(place, text);
  writeAttribute(about, "title", text);
}

/** The place of a parameter's slider and of the sentence about it. @type {(name: string) => HTMLElement} */
function parameterPart(name) {
  const part = element("section", {}, [element("p", { className: "controls-said-of" })]);
  part.dataset.part = name;
  return part;
}
