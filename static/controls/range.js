// A range and its play button: a number that is dragged, moved by keys, or swept to and fro.

import { element, writeAttribute } from "../page/elements.js";
import { shown } from "./number_field.js";
import { PlayButton } from "./play.js";

export class Range {
  /**
   * @param {import("./steps.js").Range} scale
   * @param {object} options
   * @param {string} options.name  of the number, for the play button
   * @param {string} options.label  for screen readers
   * @param {import("../model/reporter.js").Reporter} options.reporter
   * @param {() => number} options.get
   * @param {(value: number) => void} options.moved  by hand @param {(value: number) => void} options.swept  by the play button
   */
  constructor({ low, high, step }, { name, label, reporter, get, moved, swept }) {
    this.input = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", min: String(low), max: String(high), step: String(step), ariaLabel: label, autocomplete: "off" })
    );
    this.play = new PlayButton(name, {
      range: () => ({ low, high, step }),
      get,
      set: swept,
      stopped: () => reporter.now(),
    });
    this.#listen(moved, reporter);
  }

  close() {
    this.play.stop();
  }

  /** @param {number} value */
  show(value) {
    if (Number(this.input.value) !== value) this.input.value = String(value);
    writeAttribute(this.input, "aria-valuetext", shown(value));
  }

  /** Report what is dragged when it is let go, and keys when no more come. */
  #listen(moved, reporter) {
    const { input } = this;
    let isHeld = false;
    input.addEventListener("pointerdown", () => (isHeld = true));
    input.addEventListener("input", () => {
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
