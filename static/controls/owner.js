// Whose value counts: the visitor's, until Python has answered their last change; from then on Python's.
//
// Every change gets a revision, which grows. A report to Python carries the whole value and its revision; an
// answer says which revision Python has seen last. An older answer is about a value that is no longer on the
// page. Another session means that the server has begun anew, and has seen nothing yet.

/**
 * What Python says. @template T
 * @typedef {{value: T, seen: number, session: string}} Answer
 */

/** @template T */
export class Owner {
  /** @param {Answer<T>} answer @param {() => number} clock milliseconds: a page that is drawn anew goes on counting */
  constructor({ value, seen, session }, clock = Date.now) {
    this.value = value;
    this.revision = this.seen = seen;
    this.session = session;
    this.clock = clock;
  }

  /** Tell whether Python has not yet answered the visitor's last change. */
  get isAhead() {
    return this.revision > this.seen;
  }

  /** The visitor has changed the value. @param {T} value */
  change(value) {
    this.value = value;
    this.revision = Math.max(this.revision + 1, this.clock());
  }

  /**
   * Take an answer, unless the visitor has changed the value since.
   * @param {Answer<T>} answer
   * @returns {boolean} whether to report again: the server has begun anew, without the last change
   */
  answer({ value, seen, session }) {
    const isOther = session !== this.session;
    this.session = session;
    if (isOther && this.isAhead) return true;
    if (!isOther && seen < this.revision) return false;
    this.value = value;
    this.revision = this.seen = seen;
    return false;
  }

  /** What to report. */
  patch() {
    return { value: this.value, revision: this.revision, session: this.session };
  }
}
