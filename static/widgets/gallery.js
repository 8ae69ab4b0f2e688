// The gallery: one button a picture, with its thumbnail.

import { element, writeAttribute } from "../page/elements.js";

export class Gallery {
  #stop = new AbortController();
  /** The telling line of every picture. @type {Record<string, {row: number, col: number}>} */
  #places = {};

  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    model.owner.addEventListener("change", () => this.#press(), { signal: this.#stop.signal });
  }

  /**
   * Show the pictures to choose from.
   * @param {{pictures: Record<string, string>, places: Record<string, {row: number, col: number}>}} choice
   *     addresses of the thumbnails, and where the line of a picture is put at first, by name
   */
  show({ pictures, places }) {
    this.#places = places;
    if (!this.root.childElementCount) this.root.append(...Object.entries(pictures).map((picture) => this.#button(picture)));
    this.#press();
  }

  /** Stop following the model. */
  close() {
    this.#stop.abort();
  }

  /** Mark the picture of the settings. */
  #press() {
    for (const button of /** @type {Iterable<HTMLElement>} */ (this.root.children)) {
      writeAttribute(button, "aria-pressed", String(button.dataset.name === this.model.settings.picture));
    }
  }

  /** @param {[string, string]} picture */
  #button([name, address]) {
    const button = element("button", { type: "button" }, [element("img", { src: address, alt: "" }), name]);
    button.dataset.name = name;
    button.addEventListener("click", () => this.model.commit({ picture: name, ...this.#places[name] }));
    return button;
  }
}
