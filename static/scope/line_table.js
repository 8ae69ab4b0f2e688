// The selected line as a table, on demand: a value of the picture and of both maps in each row.

import { digitsFor, number } from "../core/notation.js";
import { element, write, writeAll, writeAttribute } from "../page/elements.js";
import { Rest } from "../page/rest.js";

/** Milliseconds without a change after which the table follows. */
const FOLLOW_DELAY = 150;

export class LineTable {
  #stop = new AbortController();
  #rest = new Rest(() => this.#write(), FOLLOW_DELAY);
  /** What of the view is written. @type {{computed?: object, line?: object}} */
  #written = {};
  /** The row of the chosen place. @type {HTMLElement|null} */
  #chosen = null;

  /** @param {HTMLElement} root  of components/scope.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.scope-${name}`));
    Object.assign(this, { model, button: find("tabulate"), place: find("table") });
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(this.button, "click", () => this.#show(this.place.hidden));
    const leave = (event) => event.key === "Escape" && !this.place.hidden && this.#leave(event);
    for (const target of [this.place, this.button]) on(target, "keydown", leave);
    for (const target of [model.store, model.cursor]) on(target, "change", () => this.#follow());
    on(model, "receive", () => this.#follow());
  }

  close() {
    this.#stop.abort();
    this.#rest.close();
    this.#show(false);
  }

  /** @param {boolean} isOpen */
  #show(isOpen) {
    this.place.hidden = !isOpen;
    writeAttribute(this.button, "aria-expanded", String(isOpen));
    if (isOpen) {
      this.#write();
      this.place.scrollIntoView({ block: "nearest" });
      /** @type {HTMLElement} */ (this.#chosen?.firstElementChild)?.focus({ preventScroll: true }); // who hears it reads on from here
    } else {
      this.place.replaceChildren();
      this.#written = {};
      this.#chosen = null;
    }
  }

  /** Close it by a key: the focus goes back to what has opened it. @param {KeyboardEvent} event */
  #leave(event) {
    event.stopPropagation(); // it leaves the presenter view, too
    this.#show(false);
    this.button.focus();
  }

  #follow() {
    if (!this.place.hidden) this.#rest.ask();
  }

  #write() {
    const { store, reader, cursor } = this.model;
    if (!store.computed || !cursor.place || this.place.hidden) return;
    const { computed } = store;
    const { line, place } = reader;
    if (line !== this.#written.line || computed !== this.#written.computed) this.#fill(tableOf(computed, line, place));
    this.#written = { computed, line };
    this.#mark(chosenOf(computed, line, place));
  }

  /** @param {ReturnType<typeof tableOf>} table */
  #fill({ head, caption, rows }) {
    if (!this.place.children.length) this.place.append(emptyTable());
    const [title, top, body] = this.place.firstElementChild.children;
    write(title, caption);
    writeAll(top.firstElementChild, head);
    while (body.children.length > rows.length) body.lastElementChild.remove();
    while (body.children.length < rows.length) body.append(tableRow());
    rows.forEach((texts, k) => writeAll(body.children[k], texts));
  }

  /** Mark the row of the chosen place, and bring another one than before into the middle. @param {number} index */
  #mark(index) {
    const row = /** @type {HTMLElement} */ (this.place.querySelector("tbody").children[index]);
    if (row === this.#chosen) return;
    this.#chosen?.removeAttribute("aria-current");
    writeAttribute(row, "aria-current", "true");
    this.#chosen = row;
    const [inside, shown] = [row, this.place].map((one) => one.getBoundingClientRect());
    this.place.scrollTop += inside.top - shown.top - (shown.height - inside.height) / 2;
  }
}

/**
 * The words and numbers of the table: a row for each value of the line.
 * @param {Pick<import("../model/store.js").Computed, "view"|"limit">} computed
 * @param {import("../core/profiles.js").RowProfile} line @param {{row: number, col: number}} place  a pixel that it runs through
 */
export function tableOf({ view, limit }, { position, input, signed, rectified }, place) {
  const { direction, layer: { activation } } = view;
  const digits = digitsFor(limit);
  const isRow = direction === "Row";
  return {
    caption: `${direction} ${isRow ? place.row : place.col}`,
    head: [isRow ? "Column" : "Row", "Input", `Before ${activation}`, `After ${activation}`],
    rows: Array.from(position, (at, k) => [String(at), number(input[at], 3), number(signed[k], digits), number(rectified[k], digits)]),
  };
}

/**
 * Which row of the table is the chosen pixel's, from 0.
 * @param {Pick<import("../model/store.js").Computed, "view">} computed
 * @param {Pick<import("../core/profiles.js").RowProfile, "position">} line
 * @param {{row: number, col: number}} place  the pixel: one that a value of the maps is centred on
 */
export function chosenOf({ view: { direction } }, { position }, { row, col }) {
  return Array.from(position).indexOf(direction === "Row" ? col : row);
}

/** @returns {HTMLTableElement} */
function emptyTable() {
  const head = element("tr", {}, [0, 1, 2, 3].map(() => element("th", { scope: "col" })));
  return element("table", {}, [element("caption"), element("thead", {}, [head]), element("tbody")]);
}

/** @returns {HTMLTableRowElement} */
function tableRow() {
  return element("tr", {}, [element("th", { scope: "row", tabIndex: -1 }), element("td"), element("td"), element("td")]);
}
