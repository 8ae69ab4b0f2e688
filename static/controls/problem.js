// The sentence about a number that was refused. It goes with the next change.

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
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}
