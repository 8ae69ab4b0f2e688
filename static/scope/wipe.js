// The map before the activation, drawn over the map after it: left of a divider, or everywhere.

import { listenToDivider } from "./input.js";

/** What the panel shows: the map before, both, or the map after. @typedef {"before"|"both"|"after"} Shows */

export class Wipe {
  /**
   * @param {HTMLElement} stage the panel of the map after
   * @param {HTMLButtonElement} button turns the wipe on and off
   * @param {HTMLInputElement} slider moves the divider, in percent
   * @param {() => void} onChange
   */
  constructor(stage, button, slider, onChange) {
    Object.assign(this, { stage, slider, onChange });
    /** What turns it on and off, and says whether it is on. @type {Set<HTMLElement>} */
    this.buttons = new Set();
    this.canvas = /** @type {HTMLCanvasElement} */ (stage.querySelector(".scope-before"));
    this.divider = /** @type {HTMLElement} */ (stage.querySelector(".scope-divider"));
    this.isOn = false;
    this.isHeld = false;
    this.addButton(button);
    slider.addEventListener("input", () => this.show());
    listenToDivider(this.divider, stage, (share) => {
      slider.value = String(100 * share);
      slider.focus({ preventScroll: true });
      this.show();
    });
  }

  /** @param {HTMLElement} button */
  addButton(button) {
    this.buttons.add(button);
    button.addEventListener("click", () => this.toggle());
    button.setAttribute("aria-pressed", String(this.isOn));
  }

  /** Forget a button that is taken away. @param {HTMLElement} button */
  removeButton(button) {
    this.buttons.delete(button);
  }

  toggle() {
    this.isOn = !this.isOn;
    this.show();
  }

  /** Show the map before everywhere while a key is held. @param {boolean} isHeld */
  hold(isHeld) {
    if (this.isHeld === isHeld) return;
    this.isHeld = isHeld;
    this.show();
  }

  /** What the panel shows now. @returns {Shows} */
  get shows() {
    return this.isHeld ? "before" : this.isOn ? "both" : "after";
  }

  show() {
    const { canvas, divider, slider, buttons, shows } = this;
    const percent = shows === "before" ? 100 : Number(slider.value);
    for (const button of buttons) button.setAttribute("aria-pressed", String(this.isOn));
    slider.hidden = !this.isOn;
    slider.setAttribute("aria-valuetext", `${slider.value} percent of the width show the map before`);
    divider.hidden = shows !== "both";
    divider.style.left = `${percent}%`;
    canvas.hidden = shows === "after";
    canvas.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
    this.onChange();
  }
}
