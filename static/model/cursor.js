// The selected pixel: a part of the settings, moved by the visitor's drag.

/** Dispatches "change" whenever its place is another one. */
export class Cursor extends EventTarget {
  /** Whether the visitor is moving it now. */
  isMoving = false;
  /** @type {{row: number, col: number}|null} */
  #origin = null;
  #known = "";

  /** @param {import("./owner.js").Owner} owner @param {import("./reporter.js").Reporter} reporter */
  constructor(owner, reporter) {
    super();
    this.owner = owner;
    this.reporter = reporter;
    owner.addEventListener("change", () => this.#announce());
  }

  /** Row and column of the picture; null before there are any. @returns {{row: number, col: number}|null} */
  get place() {
    const { row, col } = this.owner.settings;
    return this.owner.isOpen ? { row: Number(row), col: Number(col) } : null;
  }

  /** Remember the place, so that `takeBack` finds it. */
  press() {
    this.#origin = this.place;
  }

  /** Move with the visitor's drag; `release` reports the place. @param {number} row @param {number} col */
  moveTo(row, col) {
    this.isMoving = true;
    this.owner.change({ row, col });
  }

  /** End a drag: report the place. */
  release() {
    this.isMoving = false;
    this.reporter.now();
  }

  /** Return to the place before the press, and report it. */
  takeBack() {
    if (!this.#origin) return;
    this.moveTo(this.#origin.row, this.#origin.col);
    this.release();
  }

  #announce() {
    const place = JSON.stringify(this.place);
    if (place === this.#known) return;
    this.#known = place;
    this.dispatchEvent(new Event("change"));
  }
}
