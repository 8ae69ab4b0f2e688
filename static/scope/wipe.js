// The map before the activation, drawn over the map after it: left of a divider, or everywhere. While a view is pinned,
// the divider parts its map, A, from that of the current view, B.

import { forgiveSwipes } from "../controls/swipe.js";
import { write } from "../page/elements.js";
import { listenToDivider } from "./input.js";

/** What the panel shows: the map before, the map after, or both: two maps with the divider between them. @typedef {"before"|"both"|"after"} Shows */

export class Wipe {
  /**
   * @param {HTMLElement} stage the panel of the map after
   * @param {HTMLButtonElement} button turns the wipe on and off
   * @param {HTMLInputElement} slider moves the divider, in percent
   * @param {() => void} onChange
   */
  constructor(stage, button, slider, onChange) {
    Object.assign(this, { stage, button, slider, onChange });
    /** What turns it on and off, and says whether it is on. @type {Set<HTMLElement>} */
    this.buttons = new Set();
    this.canvas = /** @type {HTMLCanvasElement} */ (stage.querySelector(".scope-before"));
    this.divider = /** @type {HTMLElement} */ (stage.querySelector(".scope-divider"));
    this.isOn = false;
    this.isHeld = false;
    /** Whether the divider parts A from B. */
    this.isOfPinned = false;
    this.addButton(button);
    slider.addEventListener("input", () => this.show());
    forgiveSwipes(slider, () => () => this.show());
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

  /** Part A from B, or else the map before from the map after. @param {boolean} isOfPinned */
  compare(isOfPinned) {
    if (this.isOfPinned === isOfPinned) return;
    this.isOfPinned = isOfPinned;
    const [left, right] = isOfPinned ? ["A", "B"] : ["before", "after"];
    const [first, last] = this.divider.querySelectorAll("span");
    write(first, left);
    write(last, right);
    const [one, other] = isOfPinned ? ["A", "B"] : ["the map before", "the map after"];
    this.slider.setAttribute("aria-label", `Divider: left of it ${one}, right of it ${other}`);
    this.button.title = `${isOfPinned ? "A and B" : "Before and after"} in one picture (W)`;
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
    this.stage.closest(".scope").toggleAttribute("data-wiping", this.isOn);
    slider.setAttribute("aria-valuetext", `${slider.value} percent of the width show ${this.isOfPinned ? "A" : "the map before"}`);
    divider.hidden = shows !== "both";
    divider.style.left = `${percent}%`;
    canvas.hidden = shows === "after";
    canvas.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
    this.onChange();
  }
}
