// Does something again until it has had an effect.

export class Repeat {
  #timer = 0;

  /** @param {() => boolean} isNeeded @param {() => void} act @param {number} wait  ms before each time */
  constructor(isNeeded, act, wait) {
    Object.assign(this, { isNeeded, act, wait });
  }

  /** Begin to wait, anew if it has begun before. */
  start() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.isNeeded()) return;
      this.act();
      this.start();
    }, this.wait);
  }
}
