// Where the cursor is: the only owner of its row and column in the browser.

/**
 * A cursor as Python tells it; `seq` counts the reports of the browser within one session of the server.
 * @typedef {{row: number, col: number, seq: number, session: string}} Told
 */

/** Tells "change" whenever its place may be new. */
export class Cursor extends EventTarget {
  /** Row and column of the picture; null before anybody has said where the cursor is. @type {{row: number, col: number}|null} */
  place = null;
  /** Whether the visitor is moving it now. */
  isMoving = false;
  #seq = 0;
  #session = "";
  #origin = null;
  #report = (place) => {};

  /** Report from now on where the visitor moves the cursor. @param {(place: {row: number, col: number, seq: number}) => void} report */
  connect(report) {
    this.#report = report;
  }

  /**
   * Go where Python says, unless the visitor has moved the cursor since Python heard of it.
   * @param {Told} told
   */
  receive({ row, col, seq, session }) {
    if (session !== this.#session) this.#seq = 0; // the server has begun anew
    this.#session = session;
    if (this.isMoving || seq < this.#seq) return;
    this.#seq = seq;
    this.#put(row, col);
  }

  /** Remember the place, so that `takeBack` finds it. */
  press() {
    this.#origin = this.place;
  }

  /** Follow the visitor. @param {number} row @param {number} col */
  moveTo(row, col) {
    this.isMoving = true;
    this.#put(row, col);
  }

  /** The visitor has let go: report the place. */
  release() {
    this.isMoving = false;
    this.#seq += 1;
    this.#report({ ...this.place, seq: this.#seq });
  }

  /** Forget a move that was never ended, as when its page is left. */
  abandon() {
    this.isMoving = false;
  }

  /** Go back to where the cursor was before the press. */
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
