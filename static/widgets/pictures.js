// Chooses the picture and its working size: the gallery with one button a picture, a menu of all, a row of sizes.

import { Menu, Segments, showChoices } from "../controls/choices.js";
import { SETTINGS } from "../core/catalog.js";
import { element, writeAttribute } from "../page/elements.js";

/**
 * How many rows and columns a picture has, and the pixel that tells most about it.
 * @typedef {{rows: number, cols: number, row: number, col: number}} Grid
 * @typedef {Record<string, Record<string, Grid>>} Grids  by the name of the picture, and by the working size
 * @typedef {import("../core/settings.js").Settings} Settings
 */

/**
 * Return what shows another picture: the line goes to its telling place.
 * @param {Grids} grids @param {Settings} settings @param {string} picture
 * @returns {Partial<Settings>}
 */
export function pick(grids, { size }, picture) {
  const { row, col } = grids[picture][size];
  return { picture, row, col };
}

/**
 * Return what shows the picture at another size: the line stays at its place of the picture.
 * @param {Grids} grids @param {Settings} settings @param {number} size
 * @returns {Partial<Settings>}
 */
export function resize(grids, { picture, size: before, row, col }, size) {
  const [old, now] = [before, size].map((one) => grids[picture][one]);
  const moved = (place, was, becomes) => Math.min(Math.floor(((Math.min(place, was - 1) + 0.5) * becomes) / was), becomes - 1);
  return { size, row: moved(row, old.rows, now.rows), col: moved(col, old.cols, now.cols) };
}

export class Pictures {
  #stop = new AbortController();
  /** @type {Grids} */
  #grids = {};

  /** @param {HTMLElement} root  of components/pictures.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    this.model = model;
    this.gallery = /** @type {HTMLElement} */ (root.querySelector(".gallery"));
    const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part=${name}]`));
    this.choices = [
      new Menu(part("picture"), model, "picture", (name) => pick(this.#grids, model.settings, name)),
      new Segments(part("size"), model, "size", { patch: (size) => resize(this.#grids, model.settings, Number(size)) }),
    ];
    part("size").querySelector("legend").textContent = SETTINGS.size.control;
    model.owner.addEventListener("change", () => this.#showChosen(), { signal: this.#stop.signal });
  }

  /**
   * Show what there is to choose from.
   * @param {{thumbnails: Record<string, string>, grids: Grids, isGallery: boolean}} choice
   *     addresses of the thumbnails by name, and whether they are shown
   */
  show({ thumbnails, grids, isGallery }) {
    this.#grids = grids;
    if (!this.gallery.childElementCount) this.gallery.append(...Object.entries(thumbnails).map((row) => this.#button(row)));
    this.gallery.hidden = !isGallery;
    this.#showChosen();
  }

  /** Stop following the model; what is not reported yet is reported. */
  close() {
    this.#stop.abort();
    this.model.reporter.now();
  }

  #showChosen() {
    const { settings } = this.model;
    showChoices(this.choices, settings);
    for (const button of /** @type {Iterable<HTMLElement>} */ (this.gallery.children)) {
      writeAttribute(button, "aria-pressed", String(button.dataset.name === settings.picture));
    }
  }

  /** @param {[string, string]} thumbnail */
  #button([name, address]) {
    const button = element("button", { type: "button" }, [element("img", { src: address, alt: "" }), name]);
    button.dataset.name = name;
    button.addEventListener("click", () => this.model.commit(pick(this.#grids, this.model.settings, name)));
    return button;
  }
}
