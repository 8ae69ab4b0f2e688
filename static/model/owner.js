// Decides between the visitor's settings and Python's: what the visitor has changed holds until Python has confirmed it.
//
// Every change gets a revision, larger than the ones before. An answer of Python carries all settings, and the last
// revision that Python has received; a report carries every setting that was changed after that one, with the newest
// revision. Settings that the visitor has not changed after it are always Python's. Another session token means that
// the server has restarted and received nothing.

import * as explorer from "../core/settings.js";

/** @typedef {import("../core/settings.js").Settings} Settings */

/**
 * An answer of Python; `number` grows with every answer of a session, `opened` whenever Python has opened another view,
 * `run` whenever Python draws the whole page, of which the answer `isWhole` is a part; `upload` is the number of the
 * visitor's own picture, `query` what Python has written to the address, `notice` what it says of the link that was opened.
 * @typedef {{settings: Settings, seen: number, session: string, number: number, opened?: number, run?: number,
 *            isWhole?: boolean, upload?: number, query?: string, notice?: string}} Answer
 */

/** Dispatches "change" when `settings` is another record. */
export class Owner extends EventTarget {
  /** The revision of the last change of each setting, until Python has it for good. @type {Map<string, number>} */
  #touched = new Map();
  #session = "";
  #number = -1;
  /** How many views Python has opened. @type {number|undefined} */
  #opened;
  /** The settings of the last answer. @type {Settings} */
  #answered;
  #clock;
  #apply;

  /**
   * @param {() => number} clock milliseconds, so that a reloaded page continues with larger revisions
   * @param {{apply: (settings: Settings, patch: Record<string, unknown>) => Settings, DEFAULTS: Settings}} rules  of the
   *     settings: what a patch makes of them, and what they are at first
   */
  constructor(clock = Date.now, { apply, DEFAULTS } = explorer) {
    super();
    this.#clock = clock;
    this.#apply = apply;
    this.#answered = DEFAULTS;
    /** What the page shows. @type {Settings} */
    this.settings = DEFAULTS;
    /** Number of the last change. */
    this.revision = 0;
    /** The last change that Python has received. */
    this.seen = 0;
  }

  /** Whether Python has answered yet. */
  get isOpen() {
    return this.#number >= 0;
  }

  /** Whether Python has not confirmed the visitor's last change yet. */
  get isAhead() {
    return this.revision > this.seen;
  }

  /** The token of the session whose answers count. */
  get session() {
    return this.#session;
  }

  /** What the visitor has changed and Python does not have for good. @returns {Partial<Settings>} */
  get pending() {
    return this.#touchedAfter(-Infinity);
  }

  /** Whether the visitor has changed one of these settings, and Python has not confirmed it. @param {string[]} names */
  hasTouched(names) {
    return names.some((name) => this.#touched.get(name) > this.seen);
  }

  /**
   * Change some settings; what `apply` refuses is left out.
   * @param {Record<string, unknown>} patch
   * @returns {boolean} whether anything is different now
   */
  change(patch) {
    const settings = this.#apply(this.settings, patch);
    const names = Object.keys(settings).filter((name) => settings[name] !== this.settings[name]);
    if (!names.length) return false;
    this.#touch(names);
    this.#show(settings);
    return true;
  }

  /** Give what Python does not have for good a new revision, so that it is reported again. */
  renew() {
    this.#touch([...this.#touched.keys()]);
  }

  /** @param {string[]} names */
  #touch(names) {
    this.revision = Math.max(this.revision + 1, this.#clock());
    for (const name of names) this.#touched.set(name, this.revision);
  }

  /**
   * Take an answer; settings that the visitor has changed since are kept.
   * @param {Answer} answer
   * @param {object} [options]
   * @param {boolean} [options.isReturn] whether the page comes back from another one: if Python shows another view than
   *     the one that was left, the changes that it has not confirmed are given up
   * @param {boolean} [options.isSameAddress] whether the page comes back with the address that it was left with. Python may
   *     have opened the view of that address, which lacks what was changed right before: that is a change again
   * @param {boolean} [options.isDraft] whether the last report was made in the middle of typing: what Python has
   *     confirmed is not in the address yet, from which a restarted server opens the view
   * @returns {boolean} whether to report again, because the server has restarted without the last change
   */
  receive({ settings, seen, session, number, opened }, { isReturn = false, isSameAddress = false, isDraft = false } = {}) {
    const isOther = session !== this.#session;
    if (!isOther && number <= this.#number) return false; // delivered a second time, as after a change of the theme
    const isFirst = !this.isOpen;
    const isLost = isOther && !isFirst && (this.isAhead || isDraft);
    const isReopened = !isOther && isReturn && opened !== this.#opened;
    const again = isReopened && isSameAddress ? Object.keys(this.#changes()) : [];
    const isReplaced = isOther ? !isLost : isReopened && !isSameAddress && !isSame(settings, this.#answered);
    [this.#session, this.#number, this.#opened, this.#answered] = [session, number, opened, settings];
    this.seen = seen;
    if (again.length) this.#touch(again);
    if (isReplaced || !this.isAhead) this.revision = seen;
    if (!isLost && !isDraft) this.#forget(isReplaced ? Infinity : seen);
    this.#show({ ...settings, ...this.#changes() }, isFirst);
    return isLost;
  }

  /** Return the report for Python. */
  report() {
    return { settings: this.#changes(), revision: this.revision, session: this.#session };
  }

  /** What the visitor has changed and Python has not confirmed. */
  #changes() {
    return this.#touchedAfter(this.seen);
  }

  /** @param {number} revision */
  #touchedAfter(revision) {
    return Object.fromEntries([...this.#touched].filter(([, at]) => at > revision).map(([name]) => [name, this.settings[name]]));
  }

  /** Python has the changes up to this revision for good. @param {number} revision */
  #forget(revision) {
    for (const [name, at] of this.#touched) if (at <= revision) this.#touched.delete(name);
  }

  /** @param {Settings} settings @param {boolean} [isFirst] whether they count as a change even if they are the defaults */
  #show(settings, isFirst = false) {
    if (isSame(settings, this.settings) && !isFirst) return;
    this.settings = settings;
    this.dispatchEvent(new Event("change"));
  }
}

/** @type {(one: Settings, other: Settings) => boolean} */
const isSame = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);
