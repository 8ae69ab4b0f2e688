// The views that Undo and Redo go to.

/** @typedef {import("../core/settings.js").Settings} Settings */

/** So many steps back are kept. */
const KEPT = 200;

/** Dispatches "change" when there is more or less to undo. */
export class History extends EventTarget {
  /** @type {Settings[]} */
  #past = [];
  /** @type {Settings[]} */
  #future = [];
  /** @type {Settings|null} */
  #present = null;

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Take a view as a step, unless it is the present one. @param {Settings} settings */
  record(settings) {
    if (this.#present && isSame(settings, this.#present)) return;
    if (this.#present) this.#past = [...this.#past, this.#present].slice(-KEPT);
    this.#future = [];
    this.#go(settings);
  }

  /** Return to the view before; null if there is none. @returns {Settings|null} */
  undo() {
    return this.#move(this.#past, this.#future);
  }

  /** Take the last `undo` back; null if there is none. @returns {Settings|null} */
  redo() {
    return this.#move(this.#future, this.#past);
  }

  /** @type {(from: Settings[], to: Settings[]) => Settings|null} */
  #move(from, to) {
    const settings = from.pop();
    if (!settings) return null;
    to.push(this.#present);
    return this.#go(settings);
  }

  /** @param {Settings} settings */
  #go(settings) {
    this.#present = settings;
    this.dispatchEvent(new Event("change"));
    return settings;
  }
}

/** @type {(one: Settings, other: Settings) => boolean} */
const isSame = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);
