// What is told of the file of the visitor's own picture, with what can be chosen: a frame or page, and what it lies over.

import { DESCRIPTIONS } from "../core/catalog.js";
import { fill } from "../core/notation.js";
import { element, write } from "../page/elements.js";

/** @typedef {import("../model/model.js").PictureFile} File */

/** Says which frame is shown. @type {(file: File, frame: number) => string} */
const counted = ({ isDocument, frames }, frame) => fill(isDocument ? DESCRIPTIONS.PAGE : DESCRIPTIONS.FRAME, { number: frame + 1, count: frames });

export class PictureFile {
  #stop = new AbortController();
  /** What is shown. */
  #shown = "";

  /** @param {HTMLElement} root  is filled @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    model.addEventListener("receive", () => this.#show(), { signal: this.#stop.signal });
    this.#show();
  }

  /** Stop following the model. */
  close() {
    this.#stop.abort();
  }

  #show() {
    const { file } = this.model;
    const shown = JSON.stringify(file);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const hadFocus = this.root.contains(document.activeElement) ? document.activeElement.tagName : "";
    this.root.replaceChildren(...(file ? this.#lines(file) : []));
    this.root.hidden = !this.root.children.length;
    if (hadFocus) /** @type {HTMLElement|null} */ (this.root.querySelector(hadFocus))?.focus({ preventScroll: true });
  }

  /** @param {File} file @returns {HTMLElement[]} */
  #lines(file) {
    const lines = file.said.map((sentence) => element("p", {}, [sentence]));
    if (file.over) lines.push(this.#over(file, file.over === "white" ? "black" : "white"));
    return file.frames > 1 ? [this.#frames(file), ...lines] : lines;
  }

  /** @param {File} file @param {string} over  the other one */
  #over(file, over) {
    const button = element("button", { type: "button" }, [fill(DESCRIPTIONS.PUT_OVER, { over })]);
    button.addEventListener("click", () => this.#ask({ frame: file.frame, over }));
    return button;
  }

  /** @param {File} file */
  #frames(file) {
    const text = element("span", {}, [counted(file, file.frame)]);
    const range = element("input", { type: "range", min: "1", max: String(file.frames), step: "1", value: String(file.frame + 1) });
    range.addEventListener("input", () => write(text, counted(file, Number(range.value) - 1)));
    range.addEventListener("change", () => this.#ask({ frame: Number(range.value) - 1, over: file.over || "white" }));
    return element("label", {}, [text, range]);
  }

  /** Have the file read again. @param {{frame: number, over: string}} choice */
  #ask(choice) {
    this.model.reporter.now();
    this.model.presenter.send?.("reread", { upload: this.model.upload, ...choice });
  }
}
