// When the hand rests.

/** After so many ms without another change the hand rests. */
export const REST = 500;

/** Does something once, when it has not been asked for again for a while. */
export class Rest {
  #timer = 0;

  /** @param {(...given: any[]) => void} act  called with what the last `ask` was given @param {number} [delay] in ms */
  constructor(act, delay = REST) {
    Object.assign(this, { act, delay });
  }

  /** Something has changed. @param {any[]} given */
  ask(...given) {
    this.close();
    this.#timer = /** @type {any} */ (setTimeout(() => this.act(...given), this.delay));
  }

  /** Do nothing any more, unless asked again. */
  close() {
    clearTimeout(this.#timer);
  }
}
