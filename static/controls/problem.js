// The sentence about a number that was refused. It goes with the next change.

import { write } from "../page/elements.js";

export class Problem {
  /** @param {HTMLElement} element @param {import("../model/owner.js").Owner} owner */
  constructor(element, owner) {
    this.element = element;
    this.clear = () => this.say("");
    owner.addEventListener("change", this.clear);
    this.close = () => owner.removeEventListener("change", this.clear);
  }

  /** @param {string} text */
  say(text) {
    write(this.element, text);
  }
}
