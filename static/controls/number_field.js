// A field in which a visitor types a number, or steps it with the arrow keys.

import { SETTINGS } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { DOMAINS } from "../core/settings.js";
import { setProperties } from "../page/elements.js";
import { isOne } from "./pasted_numbers.js";
import { format, parse, readAs, stepped } from "./typed_numbers.js";

/** Significant digits that a field shows. */
const DIGITS = 5;
const STEPS = { ArrowUp: 1, ArrowDown: -1 };

/**
 * @typedef {object} Options
 * @property {string} subject  of the sentence that refuses a number, as "A weight"
 * @property {(text: string) => void} complain  shows that sentence; "" takes it away
 * @property {() => {low: number, high: number, step: number}} [range] where it is not the domain of the setting
 * @property {() => number} [shown] what the field shows, where that is not the setting but the nearest number that it can be
 */

export class NumberField {
  /** The number before the edit; null while nothing is being typed. @type {number|null} */
  #before = null;
  /** The number that was typed last. */
  #typed = NaN;
  /** The range and the number that were shown last. */
  #shown = "";

  /**
   * @param {HTMLInputElement} input @param {import("../model/model.js").Model} model
   * @param {string} name  of the setting @param {Options} options
   */
  constructor(input, model, name, { subject, complain, range, shown: nearest }) {
    Object.assign(this, { input, model, name, subject, complain });
    const { low, high } = DOMAINS[name];
    const { step } = SETTINGS[name].domain;
    this.nearest = nearest ?? (() => this.value);
    this.range = range ?? (() => ({ low, high, step }));
    setProperties(input, { type: "text", inputMode: "decimal", autocomplete: "off", role: "spinbutton" });
    input.oninput = () => this.#type();
    input.onblur = () => this.#leave();
    input.onkeydown = (event) => this.#press(event);
    input.onpaste = (event) => this.#paste(event);
    input.ondrop = (event) => this.#drop(event);
  }

  /** Whether the visitor is typing. Another view ends that: Back, a button, an answer of Python. */
  get isEdited() {
    return this.#before !== null && this.value === this.#typed;
  }

  /** Show the number, except over what is being typed. */
  show() {
    const value = this.nearest();
    if (!this.isEdited) this.#before = null;
    const { low, high } = this.range();
    const text = shown(value);
    const state = `${low} ${high} ${value}`;
    if (state === this.#shown && (this.isEdited || this.input.value === text)) return;
    this.#shown = state;
    setProperties(this.input, { ariaValueMin: String(low), ariaValueMax: String(high), ariaValueNow: String(value), ariaValueText: text });
    if (!this.isEdited && this.input.value !== text) this.#replaceText(text);
  }

  /** Write another number; one that was marked to be typed over stays marked. @param {string} text */
  #replaceText(text) {
    const { input } = this;
    const isFocused = input.ownerDocument?.activeElement === input;
    const isMarked = isFocused && input.selectionStart === 0 && input.selectionEnd === input.value.length;
    input.value = text;
    if (isMarked) input.select();
  }

  /** Set the number, as a drag does. @param {number} value */
  set(value) {
    this.#before = null;
    this.complain("");
    this.model.change({ [this.name]: value });
    this.show();
  }

  get value() {
    return Number(this.model.settings[this.name]);
  }

  /** Apply what is typed as far as it can be read. */
  #type() {
    if (!this.isEdited) this.#before = this.value;
    this.#typed = this.value;
    this.complain("");
    const value = this.#readable();
    if (value === null) return;
    this.model.change({ [this.name]: value });
    this.#typed = this.value;
    this.model.reporter.later(true);
  }

  /** @returns {number|null} null for what is no number of the range */
  #readable() {
    if (this.#before !== null && this.input.value === shown(this.#before)) return this.#before; // it has more digits than are shown
    const value = parse(this.input.value);
    const { low, high } = this.range();
    const isWhole = DOMAINS[this.name].kind !== "int" || Number.isInteger(value);
    return value !== null && isWhole && value >= low && value <= high ? value : null;
  }

  /** End an edit: a number that is refused is replaced by the old one, and one of which two can be meant is named. */
  #leave() {
    const before = this.isEdited ? this.#before : null;
    const isRefused = before !== null && this.#readable() === null;
    const typed = before === null ? "" : this.input.value.trim();
    this.#before = null;
    if (isRefused) this.#refuse(before);
    this.show();
    const told = isRefused || typed === this.input.value ? "" : readAs(typed);
    if (told) this.complain(told);
    this.model.reporter.now();
  }

  /** Refuse several cells: browsers put what stands in several lines into one. @param {ClipboardEvent} event */
  #paste(event) {
    if (event.defaultPrevented || isOne(event.clipboardData?.getData("text") ?? "")) return;
    event.preventDefault();
    this.#complain();
  }

  /** Take a number that is dropped in the place of the old one: browsers put it between the digits. @param {DragEvent} event */
  #drop(event) {
    const text = event.dataTransfer?.getData("text") ?? "";
    if (event.defaultPrevented || !text) return;
    event.preventDefault();
    if (!isOne(text)) return this.#complain();
    this.input.value = text.trim();
    this.#type();
    this.#leave();
  }

  /** @param {number} old */
  #refuse(old) {
    this.model.change({ [this.name]: old });
    this.#complain();
  }

  /** Say what the field takes. */
  #complain() {
    const { low, high } = this.range();
    const kind = DOMAINS[this.name].kind === "int" ? "a whole number" : "a number";
    this.complain(`${this.subject} is ${kind} from ${short(low)} to ${short(high)}, so ${shown(this.nearest())} stays.`);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") this.#leave();
    else if (event.key === "Escape" && this.isEdited) this.#takeBack(event);
    else if (event.key in STEPS) this.#step(event);
  }

  /** @param {KeyboardEvent} event */
  #takeBack(event) {
    event.stopPropagation();
    this.set(this.#before);
    this.model.reporter.now();
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    event.preventDefault();
    const typed = this.isEdited ? this.#readable() : null; // a field shows fewer digits than there are
    this.set(stepped(typed ?? this.nearest(), STEPS[event.key], this.range()));
    this.model.reporter.later();
  }
}

/** A number as a field shows it, with a real minus. @param {number} value */
export const shown = (value) => format(value, DIGITS).replace("-", "\u2212");
