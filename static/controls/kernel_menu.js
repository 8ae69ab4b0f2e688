// The menu of kernels: a list that opens below its name, each kernel with its picture.

import { KERNEL, KERNELS } from "../core/catalog.js";
import { named, nameOf } from "../core/kernels.js";
import { weightsOf } from "../core/settings.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { thumbnail } from "./tiles.js";

/** What the menu says of a kernel that is no preset. */
export const CUSTOM = { name: "Custom", caption: "A kernel of your own." };

export class KernelMenu {
  /** The weights that are shown. */
  #known = "";
  /** The name of their kernel. */
  #name = "";
  /** The weights from before the list was opened. @type {number[]} */
  #before = [];
  #stop = new AbortController();

  /** @param {HTMLElement} root  a <details> with a <summary> and a list @param {HTMLElement} caption @param {import("../model/model.js").Model} model */
  constructor(root, caption, model) {
    Object.assign(this, { root: /** @type {HTMLDetailsElement} */ (root), caption, model });
    this.summary = root.querySelector("summary");
    this.list = root.querySelector("[role=radiogroup]");
    root.addEventListener("toggle", () => this.#open());
    root.addEventListener("keydown", (event) => this.#press(event));
    this.list.addEventListener("click", (event) => this.#click(event));
    this.list.addEventListener("change", (event) => this.#choose(event.target.value));
    this.#listenOutside();
  }

  close() {
    this.#stop.abort();
  }

  /**
   * Close the list when something else is pressed, or gets the focus by a key. Closing moves what stands below, so a press
   * has to be over: its end would meet something else, and a button would not be pressed, nor a weight dragged.
   */
  #listenOutside() {
    let isPressed = false;
    const on = (kind, listener) => document.addEventListener(kind, listener, { capture: true, signal: this.#stop.signal });
    const leave = (event) => this.root.open && !this.root.contains(event.target) && this.#close();
    on("pointerdown", () => (isPressed = true));
    on("keydown", () => (isPressed = false));
    on("click", leave);
    on("focusin", (event) => isPressed || leave(event));
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    const weights = weightsOf(settings);
    if (String(weights) === this.#known) return;
    this.#known = String(weights);
    const { name, caption } = named(nameOf(weights)) ?? CUSTOM;
    this.summary.replaceChildren(thumbnail(weights), element("span", { textContent: name }));
    writeAttribute(this.summary, "aria-label", `Kernel: ${name}`);
    write(this.caption, caption);
    this.#name = name;
    this.#mark();
  }

  /** Make the list when it is opened for the first time. */
  #open() {
    if (!this.root.open) return;
    this.#before = weightsOf(this.model.settings);
    if (!this.list.firstChild) this.list.append(...KERNELS.map(choice));
    this.#mark();
    const chosen = this.list.querySelector("input:checked");
    (chosen ?? this.list.querySelector("input")).focus({ preventScroll: true });
    chosen?.closest("label").scrollIntoView({ block: "nearest" });
  }

  #mark() {
    for (const input of this.list.querySelectorAll("input")) input.checked = input.value === this.#name;
  }

  /** @param {string} name of a kernel in the menu */
  #choose(name) {
    this.model.change({ [KERNEL]: named(name).weights });
    this.model.reporter.later(); // the arrow keys pass several kernels on their way
  }

  /** A press on a kernel closes the list; the arrow keys, which click too, leave it open. @param {MouseEvent} event */
  #click(event) {
    if (event.detail === 0 || !(/** @type {Element} */ (event.target).closest("label"))) return;
    this.#close();
    this.summary.focus();
  }

  /** Enter takes the kernel, Escape the one from before. @param {KeyboardEvent} event */
  #press(event) {
    if (!this.root.open || !["Escape", "Enter"].includes(event.key) || event.target === this.summary) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.model.change({ [KERNEL]: this.#before });
    this.#close();
    this.summary.focus();
  }

  #close() {
    this.root.open = false;
    this.model.reporter.now();
  }
}

/** @type {(row: {name: string, weights: number[]}) => HTMLElement} */
function choice({ name, weights }) {
  const input = element("input", { type: "radio", name: "kernel", value: name });
  return element("label", {}, [input, thumbnail(weights), element("span", { textContent: name })]);
}
