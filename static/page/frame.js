// When the page shows what has changed.

/**
 * Shows a change right after the event that made it, so that the next frame has less to do. Changes that follow one
 * another, as in a drag, are shown once a frame.
 */
export class Frame {
  #isDue = false;
  /** Whether something was shown in the last frame, or since. */
  #isBusy = false;
  #request = 0;

  /** @param {() => void} show */
  constructor(show) {
    this.show = show;
  }

  /** Something has changed: show it before the next frame is painted. */
  ask() {
    if (this.#isDue) return;
    if (this.#isBusy) return this.askLater();
    this.#isDue = true;
    queueMicrotask(() => this.#isDue && this.now());
  }

  /** Show in the next frame: for who is called when the page has just been laid out. */
  askLater() {
    this.#isDue = true;
    this.#await();
  }

  /** Show at once. */
  now() {
    this.#isDue = false;
    this.#isBusy = true;
    this.#await();
    this.show();
  }

  /** Show nothing any more. */
  close() {
    this.#isDue = false;
    cancelAnimationFrame(this.#request);
    this.show = () => {};
  }

  #await() {
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0;
      if (this.#isDue) this.now();
      else this.#isBusy = false;
    });
  }
}
