// The engine of a button that plays a number step by step, from where it is to its upper end.

/**
 * @typedef {object} Options
 * @property {number} tick  seconds that each number stays
 * @property {() => number} get  the present value, asked at each step
 * @property {(value: number) => void} set  called for each new value
 * @property {() => void} stopped  called once each time it has ended, whatever ended it
 * @property {Document} [page]  it stops when this is hidden
 */

export class Ticker {
  /** @type {AbortController|null} while it runs */
  #run = null;

  /** @param {import("./steps.js").Range & Options} options */
  constructor({ low, high, step, tick, get, set, stopped, page = document }) {
    Object.assign(this, { low, high, step, tick, get, set, stopped, page });
  }

  get isRunning() {
    return this.#run !== null;
  }

  /** For the click of the button: start, or stop. */
  toggle() {
    if (this.isRunning) this.stop();
    else this.start();
  }

  /** Begin at the present value; at the lower end if there is nothing above the present one. */
  start() {
    if (this.#run) return;
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.page.addEventListener("visibilitychange", () => this.page.hidden && this.stop(), { signal });
    const timer = setInterval(() => this.#move(), 1000 * this.tick);
    signal.addEventListener("abort", () => clearInterval(timer));
    if (this.get() >= this.high) this.set(this.low);
  }

  stop() {
    if (!this.#run) return;
    this.#run.abort();
    this.#run = null;
    this.stopped();
  }

  #move() {
    this.set(Math.min(this.get() + this.step, this.high));
    if (this.get() >= this.high) this.stop();
  }
}
