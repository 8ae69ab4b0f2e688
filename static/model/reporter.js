// Reports the visitor's changes to Python, each once.

/** A change is reported so many ms after the last key. */
export const REPORT_DELAY = 150;
/** After this many ms without a key an edit is over, also without Enter. */
export const SETTLE_DELAY = 1000;

export class Reporter {
  #timer = 0;
  /** The last report. @type {{revision: number, session: string}|null} */
  #last = null;

  /** @param {import("./owner.js").Owner} owner @param {() => void} settled called when a change is complete */
  constructor(owner, settled) {
    this.owner = owner;
    this.settled = settled;
    /** Sends a report to Python; null while there is no way. @type {((report: object) => void)|null} */
    this.send = null;
    /** Whether a report has to wait: Streamlit would stay on this page and forget the one asked for. */
    this.isLeaving = () => false;
    /** What goes with every report. @type {Record<string, unknown>} */
    this.extra = {};
    /** The number of the own picture that Undo goes back to, until Python has it. @type {number|null} */
    this.upload = null;
    /** Whether the last report was made in the middle of typing. */
    this.isDraft = false;
  }

  /** Whether Python has, or will get without another event, all that the visitor has changed. */
  get isSettled() {
    return !this.owner.isAhead && !this.isDraft;
  }

  /** Whether Python has not confirmed the last report: it may be lost. What came after it may be half dragged. */
  get isUnanswered() {
    const { owner } = this;
    return this.#last?.session === owner.session && this.#last.revision > owner.seen;
  }

  /** Send the last report once more, as it was. */
  repeat() {
    if (this.#last && !this.isLeaving()) this.send?.(this.#last);
  }

  /** Report once more all that Python has not confirmed. */
  again() {
    this.#last = null;
    this.now();
  }

  /** Report when no further change has come for a while. @param {boolean} [isTyping] as for `now` */
  later(isTyping = false) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(isTyping), REPORT_DELAY);
  }

  /**
   * Report the last change now, unless it has been reported.
   * @param {boolean} [isTyping] whether more keys may follow: Python then computes, and the address waits for the
   *     next report
   */
  now(isTyping = false) {
    clearTimeout(this.#timer);
    if (this.isDraft && !isTyping) this.owner.renew();
    const { owner, send } = this;
    if (!owner.isAhead || !send) return;
    if (this.isLeaving()) return this.later(isTyping);
    if (!isTyping) this.settled();
    if (this.#last?.session !== owner.session || this.#last.revision !== owner.revision) {
      this.isDraft = isTyping;
      this.#last = { ...owner.report(), ...this.extra, ...(this.upload === null ? {} : { upload: this.upload }), isTyping };
      send(this.#last);
    }
    if (this.isDraft) this.#timer = setTimeout(() => this.now(), SETTLE_DELAY);
  }
}
