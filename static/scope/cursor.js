// Where the cursor is: the only owner of its row and column in the browser.

/**
 * The cursor in a message from Python; `seq` is the number of the last report that Python has received, `session`
 * the session that received it.
 * @typedef {{row: number, col: number, seq: number, session: string}} CursorMessage
 */

/** Dispatches "change" whenever its place is set. */
export class Cursor extends EventTarget {
  /** Row and column of the picture; null before the first message. @type {{row: number, col: number}|null} */
  place = null;
  /** Whether the visitor is moving it now. */
  isMoving = false;
  #seq = 0;
  #session = "";
  #origin = null;
  #report = (place) => {};

  /** Set the function that reports a moved cursor to Python. @param {(place: {row: number, col: number, seq: number}) => void} report */
  connect(report) {
    this.#report = report;
  }

  /**
   * Take the place that Python sends, unless the visitor has moved the cursor since Python's last report.
   * @param {CursorMessage} message
   */
  receive({ row, col, seq, session }) {
    if (session !== this.#session) this.#seq = 0; // the server has restarted
    this.#session = session;
    if (this.isMoving || seq < this.#seq) return;
    this.#seq = seq;
    this.#put(row, col);
  }

  /** Remember the place, so that `takeBack` finds it. */
  press() {
    this.#origin = this.place;
  }

  /** Move with the visitor's drag; `release` reports the place. @param {number} row @param {number} col */
  moveTo(row, col) {
    this.isMoving = true;
    this.#put(row, col);
  }

  /** End a drag: report the place. */
  release() {
    this.isMoving = false;
    this.#seq += 1;
    this.#report({ ...this.place, seq: this.#seq });
  }

  /** End a drag without a report, as when the page is left. */
  abandon() {
    this.isMoving = false;
  }

  /** Return to the place before the press, and report it. */
  takeBack() {
    if (!this.#origin) return;
    this.moveTo(this.#origin.row, this.#origin.col);
    this.release();
  }

  #put(row, col) {
    this.place = { row, col };
    this.dispatchEvent(new Event("change"));
  }
}
