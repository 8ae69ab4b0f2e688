// Chooses the picture and its working size: the gallery with one button a picture, a row of sizes.

import { Segments } from "../controls/choices.js";
import { SETTINGS } from "../core/catalog.js";
import { element, write, writeAttribute } from "../page/elements.js";

/**
 * @typedef {import("../model/gallery.js").Grids} Grids
 * @typedef {import("../core/settings.js").Settings} Settings
 */

/**
 * Return what shows another picture, as it is: the line goes to its telling place.
 * @param {Grids} grids @param {Settings} settings @param {string} picture
 * @returns {Partial<Settings>}
 */
export function pick(grids, { size }, picture) {
  const { row, col } = grids[picture][size];
  return { picture, stretch: "no", row, col };
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
  /** The thumbnails that are shown. */
  #thumbnails = "";

  /**
   * @param {HTMLElement} root  of components/pictures.html @param {import("../model/model.js").Model} model
   * @param {() => void} close  called when a picture is chosen
   */
  constructor(root, model, close) {
    Object.assign(this, { root, model, onChoice: close });
    this.gallery = /** @type {HTMLElement} */ (root.querySelector(".gallery"));
    const size = /** @type {HTMLElement} */ (root.querySelector(".pictures-size"));
    const grids = () => model.gallery.grids;
    this.size = new Segments(size, model, "size", { patch: (pixels) => resize(grids(), model.settings, Number(pixels)) });
    write(size.querySelector("legend"), SETTINGS.size.control);
    const own = /** @type {HTMLElement} */ (root.querySelector(".pictures-own"));
    own.addEventListener("click", () => {
      close();
      model.presenter.send?.("upload");
    });
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(model.gallery, "change", () => this.#showGallery());
    on(model.owner, "change", () => this.#showChosen());
    this.#showGallery();
  }

  /** Stop following the model; what is not reported yet is reported. */
  close() {
    this.#stop.abort();
    this.model.reporter.now();
  }

  #showGallery() {
    const { thumbnails } = this.model.gallery;
    const shown = JSON.stringify(thumbnails);
    if (shown !== this.#thumbnails) this.gallery.replaceChildren(...Object.entries(thumbnails).map((row) => this.#button(row)));
    this.#thumbnails = shown;
    this.#showChosen();
  }

  #showChosen() {
    const { settings, hidden } = this.model;
    if (!settings) return;
    this.root.hidden = hidden.includes("picture");
    this.size.show(settings);
    for (const button of /** @type {Iterable<HTMLElement>} */ (this.gallery.children)) {
      writeAttribute(button, "aria-pressed", String(button.dataset.name === settings.picture));
    }
  }

  /** @param {[string, string]} thumbnail */
  #button([name, address]) {
    const button = element("button", { type: "button" }, [element("img", { src: address, alt: "" }), name]);
    button.dataset.name = name;
    button.addEventListener("click", () => this.#choose(name));
    return button;
  }

  /** @param {string} name */
  #choose(name) {
    this.model.commit(pick(this.model.gallery.grids, this.model.settings, name));
    this.onChoice();
  }
}
