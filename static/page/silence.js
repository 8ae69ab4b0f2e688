// For how long the page heard nothing of its server.

/** A page that sleeps looks at nothing; one in the background looks once a minute. In ms. */
const SLEEP = 90_000;
/** What was measured counts for so many ms. */
const LATELY = 60_000;

export class Silence {
  #heard;
  #isLost = false;
  #length = 0;
  #end = -Infinity;
  /** Called when a silence ends. */
  onEnd = () => {};

  /** @param {() => number} [clock] in ms; of the day, for others stand still while a computer sleeps */
  constructor(clock = Date.now) {
    this.clock = clock;
    this.#heard = clock();
  }

  /** Look at the connection: at every change, and every few seconds. @param {boolean} isConnected */
  look(isConnected) {
    const now = this.clock();
    if (isConnected) {
      const length = now - this.#heard;
      if (this.#isLost || length > SLEEP) this.#ended(length, now);
      this.#heard = now;
    }
    this.#isLost = !isConnected;
  }

  /** Whether there is no connection, as far as the page knows. */
  get isLost() {
    return this.#isLost;
  }

  /** The length of the silence that has just ended, in seconds; 0 if none has. */
  get seconds() {
    return this.clock() - this.#end < LATELY ? this.#length / 1000 : 0;
  }

  /**
   * A page that wakes still believes in its old connection, and loses it a moment later: what counts is the longer silence.
   * @param {number} length @param {number} now
   */
  #ended(length, now) {
    this.#length = Math.max(length, 1000 * this.seconds);
    this.#end = now;
    this.onEnd();
  }
}

/** That of this page. */
export const silence = new Silence();
