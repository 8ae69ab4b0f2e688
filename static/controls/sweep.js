// The play button's engine: it moves a value to and fro between two ends until anything on the page is touched.

import { clamp } from "../core/numbers.js";
import { Engine } from "./engine.js";
import { toStep } from "./steps.js";

/** The milliseconds from one end to the other. */
const CROSSING = 4000;
/** Where the visitor wants less motion, the value moves by this share of the range at a time, and rests so many ms. */
const LEAP = 0.1;
const REST = 1000;

/** @typedef {import("./steps.js").Range} Range */

/**
 * How far a sweep has come: as a share of the range, added up over all crossings.
 * @param {number} elapsed milliseconds since the start @param {boolean} isStill  by leaps, not gliding
 */
export function travelled(elapsed, isStill) {
  return isStill ? Math.floor(elapsed / REST) * LEAP : elapsed / CROSSING;
}

/**
 * Where a sweep is: upwards from its start to the upper end, down to the lower one, and so on.
 * @param {number} start between the ends @param {number} shares as `travelled` gives them @param {Range} range
 */
export function swept(start, shares, range) {
  const span = range.high - range.low;
  const along = (clamp(start, range.low, range.high) - range.low + shares * span) % (2 * span);
  return toStep(range.low + (along > span ? 2 * span - along : along), range);
}

/**
 * @typedef {object} Options
 * @property {() => number} get  the present value, asked at the start
 * @property {(value: number) => void} set  called for each new value, at most once a frame
 * @property {() => void} stopped  called once each time the sweep has ended, whatever ended it
 * @property {() => boolean} isStill  whether the visitor wants less motion, asked at the start
 * @property {(next: () => void) => void} [frame]  calls back when the page is painted next
 * @property {() => number} [now]  milliseconds
 * @property {Document} [page]  where any press ends the sweep
 */

export class Sweep extends Engine {
  /** @type {AbortController|null} until the press that has ended it is over */
  #press = null;

  /** @param {Range & Options} options */
  constructor({ low, high, step, get, set, stopped, isStill, frame, now, page = document }) {
    super(stopped);
    this.range = { low, high, step };
    this.get = get;
    this.set = set;
    this.isStill = isStill;
    this.frame = frame ?? ((next) => requestAnimationFrame(next));
    this.now = now ?? (() => performance.now());
    this.page = page;
  }

  /** Begin at the present value, unless this is the click of the very press that has ended the sweep. */
  start() {
    if (this.run || this.#press) return;
    super.start();
    const { signal } = this.run;
    this.#listen(signal);
    const [start, began, isStill] = [this.get(), this.now(), this.isStill()];
    let last = start;
    const move = () => {
      if (signal.aborted) return;
      const value = swept(start, travelled(this.now() - began, isStill), this.range);
      if (value !== last) this.set(value);
      last = value;
      this.frame(move);
    };
    this.frame(move);
  }

  /** Stop at the first press anywhere, and when the page is hidden. @param {AbortSignal} signal */
  #listen(signal) {
    const on = listener(this.page, signal);
    on("pointerdown", (event) => this.#stopAt(event));
    on("keydown", (event) => {
      if (event.repeat) event.preventDefault(); // the key that has started it is still down: it would click again
      else this.#stopAt(event);
    });
    on("visibilitychange", () => this.page.hidden && this.stop());
  }

  /**
   * Stop, and remember the press until its click is over: it may be that of the own button.
   * @param {Event} event
   */
  #stopAt(event) {
    const [pressed, press] = [event.composedPath(), new AbortController()];
    const forget = () => {
      press.abort();
      if (this.#press === press) this.#press = null;
    };
    this.#press = press;
    this.stop();
    const on = listener(this.page, press.signal);
    on("click", (click) => {
      if (!pressed.includes(click.composedPath()[0])) forget(); // of something else: by a screen reader
      else if (event.type !== "keydown") setTimeout(forget); // after the listeners of the button
    });
    on("keyup", () => setTimeout(forget)); // after the click that the space bar makes
    on("pointercancel", forget);
    on("pointerdown", forget);
    on("keydown", (next) => {
      if (!next.repeat) forget();
      else if (next.key === "Enter") next.preventDefault(); // held, it clicks again and again
    });
  }
}

/** Listen before anything on the page does. @type {(page: Document, signal: AbortSignal) => (kind: string, listener: (event: any) => void) => void} */
function listener(page, signal) {
  return (kind, heard) => page.addEventListener(kind, heard, { capture: true, signal });
}
