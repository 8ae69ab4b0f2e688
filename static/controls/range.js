// A range and its play button: a number that is dragged, moved by keys, or swept to and fro.

import { element, writeAttribute } from "../page/elements.js";
import { shown } from "./number_field.js";
import { PlayButton } from "./play.js";
import { StepButton } from "./step_button.js";
import { forgiveSwipes } from "./swipe.js";

export class Range {
  /**
   * @param {import("./steps.js").Range} scale
   * @param {object} options
   * @param {string} options.name  of the number, for the play button
   * @param {string} options.label  for screen readers
   * @param {import("../model/reporter.js").Reporter} options.reporter
   * @param {() => number} options.get
   * @param {(value: number) => void} options.moved  by hand @param {(value: number) => void} options.swept  by the play button
   * @param {(value: number) => string} [options.say]  what stands for a number
   * @param {number|null} [options.tick]  seconds a step: it plays up to the end, not to and fro
   */
  constructor({ low, high, step }, { name, label, reporter, get, moved, swept, say = shown, tick = null }) {
    this.say = say;
    this.input = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", min: String(low), max: String(high), step: String(step), ariaLabel: label, autocomplete: "off" })
    );
    const actions = { get, set: swept, stopped: () => reporter.now() };
    this.play = tick
      ? new StepButton({ low, high, step, tick, ...actions })
      : new PlayButton(name, { range: () => ({ low, high, step }), ...actions });
    forgiveSwipes(this.input, () => {
      const before = get();
      return () => moved(before);
    });
    this.#listen(moved, reporter);
  }

  close() {
    this.play.stop();
  }

  /** @param {number} value */
  show(value) {
    if (Number(this.input.value) !== value) this.input.value = String(value);
    writeAttribute(this.input, "aria-valuetext", this.say(value));
  }

  /** Report what is dragged when it is let go, and keys when no more come. */
  #listen(moved, reporter) {
    const { input } = this;
    let isHeld = false;
    input.addEventListener("pointerdown", () => {
      isHeld = true;
      this.play.stop();
    });
    input.addEventListener("input", () => {
      this.play.stop();
      moved(Number(input.value));
      if (!isHeld) reporter.later();
    });
    const release = () => {
      isHeld = false;
      reporter.now();
    };
    for (const kind of ["pointerup", "pointercancel", "change"]) input.addEventListener(kind, () => isHeld && release());
  }
}
