// Holds a press on a download until Python has answered: the file of the page before is gone, and would be another one.

/** The buttons of the downloads; Streamlit names an element's key in its class. */
const BUTTONS = "[class*='st-key-take_'] button";

export class Downloads {
  /** The button that waits. @type {HTMLElement|null} */
  #held = null;
  /** The number of the answer that the buttons were drawn with. */
  #drawn = 0;

  /** @param {import("../model/model.js").Model} model @param {EventTarget} page  where the clicks arrive */
  constructor(model, page = document) {
    this.model = model;
    page.addEventListener("click", (event) => this.#hold(event), { capture: true });
  }

  /** The buttons have been drawn anew. @param {number} number  of the answer that they belong to */
  drawn(number) {
    this.#drawn = number;
    if (!this.#held || !this.#isReady) return;
    const button = this.#held;
    this.#held = null;
    button.click();
  }

  /** Whether the buttons are those of what the page shows. */
  get #isReady() {
    return this.model.reporter.isSettled && this.#drawn === this.model.number;
  }

  /** @param {Event} event */
  #hold(event) {
    const button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest(BUTTONS));
    if (!button || this.#isReady) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#held = button;
  }
}
