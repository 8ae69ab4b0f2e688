// The slopes of the first stage's 58 rectifiers, in the hand.

import { FIGURE_COLOURS } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { Frame } from "../page/frame.js";
import { element, writeAttribute } from "../page/elements.js";
import { SlopeGroup } from "./slope_group.js";

export class Slopes {
  #stop = new AbortController();
  #frame = new Frame(() => this.#show());

  /** @param {HTMLElement} root  is filled @param {any} model  as ./model.js has it */
  constructor(root, model) {
    Object.assign(this, { root, model });
    const { signal } = this.#stop;
    this.presets = model.presets.map((preset) => this.#preset(preset, signal));
    this.groups = model.layers.map((_, k) => new SlopeGroup(model, k + 1, signal));
    const presets = element("div", { className: "slopes-presets", role: "group", ariaLabel: "All slopes" }, [
      element("span", { className: "slopes-presets-label", ariaHidden: "true", textContent: "All slopes" }),
      ...this.presets,
    ]);
    const groups = element("div", { className: "slopes-groups" }, this.groups.map((group) => group.root));
    root.replaceChildren(element("div", { className: "slopes" }, [presets, groups]));
    root.style.setProperty("--slopes-negative", FIGURE_COLOURS.signed);
    root.style.setProperty("--slopes-positive", FIGURE_COLOURS.rectified);
    model.owner.addEventListener("change", () => this.#frame.ask(), { signal });
    this.#show();
  }

  close() {
    this.#stop.abort();
    this.#frame.close();
  }

  /** @param {{name: string, text: string}} preset @param {AbortSignal} signal */
  #preset({ name, text }, signal) {
    const button = element("button", { type: "button", value: text }, [name]);
    const number = { className: "slopes-preset-number", ariaHidden: "true", textContent: short(Number(text)) };
    if (text) button.append(element("span", number));
    button.addEventListener("click", () => this.model.commit({ slopes: text }), { signal });
    return button;
  }

  #show() {
    const { slopes, settings } = this.model;
    for (const button of this.presets) writeAttribute(button, "aria-pressed", String(button.value === settings.slopes));
    for (const group of this.groups) group.show(slopes, String(settings.channel));
  }
}
