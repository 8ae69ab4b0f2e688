// A button that sweeps a number to and fro.

import { element, setProperties } from "../page/elements.js";
import { Sweep } from "./sweep.js";

export class PlayButton {
  /**
   * @param {string} label  of the number
   * @param {object} actions
   * @param {() => import("./steps.js").Range} actions.range  asked at the start of a sweep
   * @param {() => number} actions.get @param {(value: number) => void} actions.set
   * @param {() => void} actions.stopped
   */
  constructor(label, { range, get, set, stopped }) {
    this.label = label;
    this.button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", className: "play" }));
    const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const ended = () => {
      this.#name();
      stopped();
    };
    this.sweep = new Sweep({ ...range(), get, set, stopped: ended, isStill });
    this.button.onclick = () => {
      this.sweep.range = range();
      this.sweep.toggle();
      this.#name();
    };
    this.#name();
  }

  /** End the sweep, if there is one. */
  stop() {
    this.sweep.stop();
  }

  #name() {
    const [sign, verb] = this.sweep.isRunning ? ["\u25a0", "Stop"] : ["\u25b6\ufe0e", "Play"];
    const name = `${verb}: ${this.label.toLowerCase()} to and fro`;
    setProperties(this.button, { textContent: sign, ariaLabel: name, title: name });
  }
}
