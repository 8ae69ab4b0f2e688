// The engine of a button that plays a number step by step, from where it is to its upper end.

import { Engine } from "./engine.js";

/**
 * @typedef {object} Options
 * @property {number} tick  seconds that each number stays
 * @property {() => number} get  the present value, asked at each step
 * @property {(value: number) => void} set  called for each new value
 * @property {() => void} stopped  called once each time it has ended, whatever ended it
 * @property {Document} [page]  it stops when this is hidden
 */

export class Ticker extends Engine {
  /** @param {import("./steps.js").Range & Options} options */
  constructor({ low, high, step, tick, get, set, stopped, page = document }) {
    super(stopped);
    Object.assign(this, { low, high, step, tick, get, set, page });
  }

  /** Begin at the present value; at the lower end if there is nothing above the present one. */
  start() {
    if (this.run) return;
    super.start();
    const { signal } = this.run;
    this.page.addEventListener("visibilitychange", () => this.page.hidden && this.stop(), { signal });
    const timer = setInterval(() => this.#move(), 1000 * this.tick);
    signal.addEventListener("abort", () => clearInterval(timer));
    if (this.get() >= this.high) this.set(this.low);
  }

  #move() {
    this.set(Math.min(this.get() + this.step, this.high));
    if (this.get() >= this.high) this.stop();
  }
}
