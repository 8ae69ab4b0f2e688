// Decides between the visitor's value and Python's: the visitor's holds until Python has confirmed it.
//
// Every change gets a revision, larger than the ones before. A report to Python carries the whole value and its
// revision; an answer carries the last revision that Python has received. An answer with an older revision belongs to
// an earlier value and is ignored. Another session token means that the server has restarted and received nothing.

/**
 * An answer of Python. @template T
 * @typedef {{value: T, seen: number, session: string}} Answer
 */

/** @template T */
export class Owner {
  /** @param {Answer<T>} answer @param {() => number} clock milliseconds, so that a reloaded page continues with larger revisions */
  constructor({ value, seen, session }, clock = Date.now) {
    /** What Python has, as far as the browser knows. */
    this.confirmed = value;
    this.value = value;
    this.revision = this.seen = seen;
    this.session = session;
    this.clock = clock;
  }

  /** Whether Python has not confirmed the visitor's last change yet. */
  get isAhead() {
    return this.revision > this.seen;
  }

  /** Set a value that the visitor has entered. @param {T} value */
  change(value) {
    this.value = value;
    this.revision = Math.max(this.revision + 1, this.clock());
  }

  /**
   * Take the value of an answer, unless the visitor has changed it since.
   * @param {Answer<T>} answer
   * @returns {boolean} whether to report again, because the server has restarted without the last change
   */
  answer({ value, seen, session }) {
    const isOther = session !== this.session;
    this.session = session;
    if (isOther && this.isAhead) return true;
    if (!isOther && seen < this.revision) return false;
    this.#take(value, seen);
    return false;
  }

  /**
   * Take the first answer after the controls were away, which another page may have changed: a change that Python has
   * not confirmed is kept only while Python has the value from before it.
   * @param {Answer<T>} answer
   */
  resume({ value, seen, session }) {
    if (this.isAhead && session === this.session && String(value) !== String(this.confirmed)) this.#take(value, seen);
  }

  /** @param {T} value @param {number} seen */
  #take(value, seen) {
    this.value = this.confirmed = value;
    this.revision = this.seen = seen;
  }

  /** Return the report for Python. */
  patch() {
    return { value: this.value, revision: this.revision, session: this.session };
  }
}
