// What is told of the file of the visitor's own picture, with what can be chosen: a frame or page, and what it lies over.

import { DESCRIPTIONS } from "../core/catalog.js";
import { describeFrame } from "../core/description.js";
import { fill } from "../core/notation.js";
import { element, write, writeAttribute } from "../page/elements.js";

/**
 * The number of the picture; what is told of it, a sentence each; a frame that could not be read, with another number for each
 * attempt; and what can be chosen: which of its frames or pages, and what it lies over ("" if it is not transparent).
 * @typedef {{upload: number, said: string[], problem: {text: string, number: number}|null, frame: number, frames: number,
 *            isDocument: boolean, hasStill: boolean, over: ""|"white"|"black"}} File
 *
 * Has the file, and dispatches "receive" when it may be another one. @typedef {EventTarget & {file: File|null}} Model
 */

/** Names a frame. @type {(file: File, frame: number) => string} */
const named = (file, frame) => describeFrame(frame, file.frames, file);

export class PictureFile {
  #stop = new AbortController();
  /** What is shown. */
  #shown = "";
  /** The number of the newest picture that was there. */
  #newest = 0;

  /**
   * @param {HTMLElement} root  is filled @param {Model} model
   * @param {(choice: {upload: number, frame: number, over: string}) => void} ask  has the file read again
   */
  constructor(root, model, ask) {
    Object.assign(this, { root, model, ask });
    model.addEventListener("receive", () => this.#follow(), { signal: this.#stop.signal });
    this.#newest = model.file?.upload ?? 0;
    this.#show();
  }

  /** Stop following the model. */
  close() {
    this.#stop.abort();
  }

  /** What is told of a new picture is brought into view; Undo goes back to an older one, and does not scroll. */
  #follow() {
    this.#show();
    const { upload = 0 } = this.model.file ?? {};
    if (upload <= this.#newest) return;
    this.#newest = upload;
    this.root.firstElementChild?.scrollIntoView({ block: "nearest" });
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
    const lines = file.frames > 1 ? [this.#frames(file)] : [];
    if (file.problem) lines.push(element("p", { className: "picture-file-problem", role: "alert" }, [file.problem.text]));
    lines.push(...file.said.map((sentence) => element("p", {}, [sentence])));
    if (file.over) lines.push(this.#over(file, file.over === "white" ? "black" : "white"));
    return lines;
  }

  /** @param {File} file @param {string} over  the other one */
  #over({ upload, frame }, over) {
    const button = element("button", { type: "button" }, [fill(DESCRIPTIONS.PUT_OVER, { over })]);
    button.addEventListener("click", () => this.ask({ upload, frame, over }));
    return button;
  }

  /** @param {File} file */
  #frames(file) {
    const text = element("span");
    const range = element("input", { type: "range", min: "1", max: String(file.frames), step: "1", value: String(file.frame + 1) });
    const name = () => {
      write(text, named(file, Number(range.value) - 1));
      writeAttribute(range, "aria-valuetext", text.textContent);
    };
    name();
    range.addEventListener("input", name);
    range.addEventListener("change", () => this.ask({ upload: file.upload, frame: Number(range.value) - 1, over: file.over || "white" }));
    return element("label", {}, [text, range]);
  }
}
