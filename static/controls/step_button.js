// A button that plays a number step by step. Nothing but itself, its slider and the end stop it: one may scroll meanwhile.

import { element, setProperties } from "../page/elements.js";
import { Ticker } from "./ticker.js";

export class StepButton {
  /** @param {import("./steps.js").Range & Omit<import("./ticker.js").Options, "page">} options */
  constructor({ stopped, ...options }) {
    this.button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", className: "play" }));
    const ended = () => {
      this.#name();
      stopped();
    };
    this.ticker = new Ticker({ ...options, stopped: ended });
    this.button.onclick = () => {
      this.ticker.toggle();
      this.#name();
    };
    this.#name();
  }

  /** End it, if it plays. */
  stop() {
    this.ticker.stop();
  }

  #name() {
    const [sign, verb] = this.ticker.isRunning ? ["\u275a\u275a", "Pause"] : ["\u25b6\ufe0e", "Play"];
    setProperties(this.button, { textContent: `${sign} ${verb}`, ariaLabel: verb });
  }
}
