// The controls of the kernel: its menu, its nine weights and its buttons. A change is shown at once, and the whole
// kernel is reported; an answer of Python replaces the fields only if it confirms the last change (owner.js).

import { KERNELS } from "../core/catalog.js";
import { flipSign, nameOf, normalise, rotate, sumMeaning, transpose } from "../core/kernels.js";
import { element, SIGNS, signOf } from "../page/elements.js";
import { format, parse, stepped } from "./typed_numbers.js";

const CHANGES = { rotate, transpose, flipSign, normalise };

/** A change is reported so many ms after the last key. */
const REPORT_DELAY = 150;
/** After this many ms without a key an edit is over, also without Enter. */
const SETTLE_DELAY = 1000;
/** Significant digits that a field shows. */
const DIGITS = 5;
const STEPS = { ArrowUp: 1, ArrowDown: -1 };

/**
 * The texts, buttons and range in a message of explorer/ui/components/kernel.py.
 * @typedef {object} Rows
 * @property {{name: string, caption: string}} custom the entry of the menu for a kernel that is no preset
 * @property {number[]} start the weights of the Reset button
 * @property {{label: string, meaning: string, change: string}[]} changes
 * @property {string[]} parts which parts of the editor are on the page
 * @property {{low: number, high: number, step: number}} range
 * @property {string} refusal the sentence about a weight that is refused; "{}" is replaced by the weight that is kept
 */

/** The controls of the kernel. */
export class KernelEditor {
  /** @param {HTMLElement} root @param {import("./owner.js").Owner<number[]>} owner @param {Rows} rows */
  constructor(root, owner, rows) {
    this.root = root;
    this.rows = rows;
    this.owner = owner;
    this.find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.kernel-${name}`));
    this.menu = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
    this.menu.append(...[...KERNELS, rows.custom].map(({ name }) => new Option(name)));
    this.menu.onchange = () => this.choose(this.menu.value);
    this.fields = owner.value.map((_, place) => this.field(place));
    this.find("weights").replaceChildren(...this.fields);
    const buttons = rows.changes.map(({ label, meaning, change }) => button(label, meaning, () => this.transform(change)));
    this.find("changes").replaceChildren(...buttons);
    /** The field that is being edited, and the weights before the edit; null without one. */
    this.typing = /** @type {{place: number, before: number[]}|null} */ (null);
    /** @type {(patch: object) => void} */
    this.send = () => {};
    this.timer = 0;
    /** The name of the last report; a new editor has made none. @type {string|undefined} */
    this.reported = undefined;
    /** Whether the last report was made in the middle of typing. */
    this.isDraft = false;
  }

  /** Receive an answer of Python. @param {import("./owner.js").Answer<number[]>} answer @param {Rows} rows */
  answer(answer, rows) {
    this.rows = rows;
    for (const part of ["menu", "weights", "changes", "sum", "problem"]) this.find(part).hidden = !rows.parts.includes(part);
    const before = this.owner.value;
    if (this.owner.answer(answer) || (this.owner.isAhead && !this.reported)) this.report();
    const place = this.typing?.place ?? 0;
    if (this.owner.value[place] !== before[place]) this.typing = null; // Back, or another page: the edit is over
    if (String(this.owner.value) !== String(before)) this.find("problem").textContent = "";
    this.show();
  }

  /** Show the weights, except in the field that is being edited. */
  show() {
    const weights = this.owner.value;
    this.fields.forEach((field, place) => {
      const text = format(weights[place], DIGITS);
      field.ariaValueNow = text;
      if (place !== this.typing?.place && field.value !== text) field.value = text;
    });
    const name = nameOf(weights);
    const { caption } = KERNELS.find((row) => row.name === name) ?? this.rows.custom;
    this.menu.value = name ?? this.rows.custom.name;
    this.find("picture").querySelector("p").textContent = caption;
    this.find("tiles").replaceChildren(...weights.map(tile));
    this.find("sum").textContent = sumMeaning(weights);
    this.root.dataset.state = this.owner.isAhead ? "ahead" : "answered";
  }

  /** @param {number[]} weights */
  change(weights) {
    this.owner.change(weights);
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(this.typing !== null), REPORT_DELAY);
  }

  /**
   * Report the last change now, unless it has been reported.
   * @param {boolean} [isTyping] whether more keys may follow: Python then computes, and the address waits for the next report
   */
  report(isTyping = false) {
    clearTimeout(this.timer);
    if (this.isDraft && !isTyping) this.owner.change(this.owner.value);
    const name = `${this.owner.session} ${this.owner.revision}`;
    if (this.owner.isAhead && this.reported !== name) {
      this.send({ ...this.owner.patch(), isTyping });
      this.isDraft = isTyping;
    }
    this.reported = name;
    if (this.isDraft) this.timer = setTimeout(() => this.report(), SETTLE_DELAY);
  }

  /** Change the whole kernel, as a button or the menu does. @param {number[]} weights */
  replace(weights) {
    this.typing = null;
    this.find("problem").textContent = "";
    this.change(weights);
    this.report();
  }

  /** @param {string} name of a kernel in the menu */
  choose(name) {
    const chosen = KERNELS.find((row) => row.name === name);
    if (chosen) this.replace(chosen.weights);
    else this.show(); // one's own kernel is made, not chosen
  }

  /** @param {string} name of a function of kernels.js, or "reset" */
  transform(name) {
    this.replace(name === "reset" ? this.rows.start : CHANGES[name](this.owner.value));
  }

  /** @param {number} place @returns {HTMLInputElement} */
  field(place) {
    const field = document.createElement("input");
    field.type = "text";
    field.inputMode = "decimal";
    field.autocomplete = "off";
    field.setAttribute("aria-label", `Weight in row ${Math.floor(place / 3) + 1}, column ${(place % 3) + 1}`);
    field.role = "spinbutton"; // the arrow keys change it
    field.ariaValueMin = String(this.rows.range.low);
    field.ariaValueMax = String(this.rows.range.high);
    field.oninput = () => this.type(place);
    field.onblur = () => this.leave(place);
    field.onkeydown = (event) => this.press(event, place);
    field.onpaste = (event) => this.paste(event);
    return field;
  }

  /** Apply what is typed as far as it can be read. @param {number} place */
  type(place) {
    this.typing ??= { place, before: this.owner.value };
    this.find("problem").textContent = "";
    const value = this.readable(place);
    if (value !== null) this.set(place, value);
  }

  /** @param {number} place @param {number} value */
  set(place, value) {
    this.change(this.owner.value.with(place, value));
  }

  /** @param {number} place @returns {number|null} null for what is no weight */
  readable(place) {
    const value = parse(this.fields[place].value);
    return value !== null && value >= this.rows.range.low && value <= this.rows.range.high ? value : null;
  }

  /** End an edit: an invalid weight is refused, and the old one is restored. @param {number} place */
  leave(place) {
    const typed = this.typing;
    this.typing = null;
    if (typed?.place === place && this.readable(place) === null) this.refuse(place, typed.before[place]);
    this.show();
    this.report();
  }

  /** @param {number} place @param {number} old */
  refuse(place, old) {
    if (this.owner.value[place] !== old) this.set(place, old);
    this.find("problem").textContent = this.rows.refusal.replace("{}", format(old, DIGITS - 1).replace("-", "\u2212"));
  }

  /** @param {KeyboardEvent} event @param {number} place */
  press(event, place) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") this.leave(place);
    else if (event.key in STEPS) this.step(event, place);
  }

  /** @param {KeyboardEvent} event @param {number} place */
  step(event, place) {
    event.preventDefault();
    const from = this.readable(place) ?? this.owner.value[place];
    const value = this.typing ? from : this.owner.value[place]; // a field shows fewer digits than there are
    this.typing = null;
    this.find("problem").textContent = "";
    this.set(place, stepped(value, STEPS[event.key], this.rows.range));
  }

  /** Fill the kernel with nine numbers copied from a table. @param {ClipboardEvent} event */
  paste(event) {
    const cells = (event.clipboardData?.getData("text") ?? "").trim().split(/[\t\n\r;]+/);
    const { low, high } = this.rows.range;
    const weights = cells.map(parse).filter((value) => value !== null && value >= low && value <= high);
    if (cells.length !== this.fields.length || weights.length !== cells.length) return; // paste as text
    event.preventDefault();
    this.replace(/** @type {number[]} */ (weights));
  }
}

/** @type {(label: string, meaning: string, press: () => void) => HTMLButtonElement} */
const button = (label, meaning, press) => element("button", { type: "button", textContent: label, title: meaning, onclick: press });

/** @type {(weight: number) => HTMLElement} */
function tile(weight) {
  const sign = signOf(weight);
  const made = element("span", { textContent: SIGNS[sign] });
  made.dataset.sign = sign;
  return made;
}
