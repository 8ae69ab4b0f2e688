// What a live demonstration shows: Python's parts, and the browser's own while a slider has another value than Python knows.

import { apply } from "../core/settings.js";
import { Owner } from "./owner.js";
import { Reporter } from "./reporter.js";

/**
 * As in explorer/lessons/parts.py.
 * @typedef {{name: string, label: string, low: number, high: number, step: number, value: number, texts: string[], tick: number|null}} Slider
 */
/** @typedef {import("../lessons/parts.js").Part} Part */
/** @typedef {(values: Record<string, any>, data: any) => Part[][]} Show */

/** Dispatches "change" when there is something else to show. */
export class LiveModel extends EventTarget {
  /** @type {Show|null} */
  #compute = null;
  /** @type {{name: string, values: any}|null} */
  #data = null;
  /** The last message of Python. @type {{sliders: Slider[], data: string, rows: Part[][]}|null} */
  #said = null;

  /** @param {() => number} [clock] as for Owner */
  constructor(clock) {
    super();
    const rules = { apply: (settings, patch) => apply(settings, patch, this.#domains()), DEFAULTS: {} };
    this.owner = new Owner(clock, rules);
    this.reporter = new Reporter(this.owner, () => {});
    this.owner.addEventListener("change", () => this.#announce());
  }

  /** @returns {Slider[]} */
  get sliders() {
    return this.#said?.sliders ?? [];
  }

  /** The value of each slider. @returns {Record<string, any>} */
  get values() {
    return this.owner.settings;
  }

  /** The parts, row by row; maps have no values as long as there is nothing to compute them with. @returns {Part[][]} */
  get rows() {
    if (!this.isReady) return this.#said?.rows ?? [];
    const own = this.#compute(this.values, this.#data.values);
    return this.#said.rows.map((row, r) => row.map((part, c) => joined(part, own[r][c], this.owner.isAhead)));
  }

  /** Show a change; it is not reported yet. @param {Record<string, number>} patch */
  change(patch) {
    return this.owner.change(patch);
  }

  /** Take the function that computes the parts. @param {Show} compute */
  learn(compute) {
    if (this.#compute === compute) return;
    this.#compute = compute;
    this.#announce();
  }

  /** Take what is computed with. @param {string} name @param {any} values */
  receiveData(name, values) {
    if (this.#data?.name === name) return;
    this.#data = { name, values };
    this.#announce();
  }

  /**
   * Take what Python says.
   * @param {{answer: any, sliders: Slider[], data: string, rows: Part[][]}} message
   * @param {{isReturn?: boolean, isSameAddress?: boolean}} [options] as for Owner
   */
  receive({ answer, sliders, data, rows }, options = {}) {
    this.#said = { sliders, data, rows };
    const mustRepeat = this.owner.receive(answer, options);
    this.#announce();
    if (mustRepeat || options.isReturn) this.reporter.again();
  }

  /** Whether the browser can compute the parts: it has the function, and the data that Python has. */
  get isReady() {
    return this.#compute !== null && this.#data !== null && this.#data.name === this.#said?.data;
  }

  /** As in OwnedModel. */
  get goesOn() {
    return this.isReady ? "The sliders go on without it." : "";
  }

  #domains() {
    return Object.fromEntries(this.sliders.map(({ name, low, high }) => [name, { kind: /** @type {const} */ ("float"), low, high }]));
  }

  #announce() {
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * A part to show: Python's with the browser's values of maps and tones, or, ahead of Python, the browser's with Python's figure.
 * @type {(said: Part, own: Part, isAhead: boolean) => Part}
 */
function joined(said, own, isAhead) {
  if (said.kind === "maps") {
    if (isAhead) return own;
    return { ...said, images: said.images.map((image, k) => ({ ...image, values: own.images[k].values })) };
  }
  if (said.kind === "tones") return isAhead ? own : { ...said, groups: own.groups };
  if (!isAhead) return said.kind === "grid" ? { ...said, values: own.values } : said;
  return "figure" in said ? { ...own, figure: filled(said.figure, own) } : own;
}

/** Python's figure with the browser's values. @type {(figure: any, own: Part) => any} */
export function filled(figure, own) {
  const { layout } = structuredClone({ layout: figure.layout });
  if (own.xRange) layout.xaxis.range = own.xRange;
  if (own.yRange) layout.yaxis.range = own.yRange;
  return { data: figure.data.map((trace, k) => ({ ...trace, ...values(own, k) })), layout };
}

/** What is other in the trace of a place. @type {(own: Part, k: number) => object} */
function values(own, k) {
  if (own.kind === "bars") return { name: own.groups[k][0], x: own.names, y: [...own.groups[k][1]] };
  if (k >= own.lines.length) return { z: own.strips.map(([, strip]) => [...strip]) };
  const { name, x, y } = own.lines[k];
  return { name, x: [...x], y: [...y] };
}
