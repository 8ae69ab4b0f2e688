// What all pages have whose settings the browser owns: the settings, their reports, the steps back.

import { History } from "./history.js";
import { Owner } from "./owner.js";
import { Reporter } from "./reporter.js";

/** @typedef {import("../core/settings.js").Settings} Settings */

export class OwnedModel extends EventTarget {
  /** `upload` as the steps have it: a server that has lost the session says 0 until the page has given the picture back. */
  #own = 0;

  /** @param {() => number} [clock] as for Owner @param {ConstructorParameters<typeof Owner>[1]} [rules] as for Owner */
  constructor(clock, rules) {
    super();
    this.owner = new Owner(clock, rules);
    this.history = new History();
    this.reporter = new Reporter(this.owner, () => this.#record());
    /** The number of the visitor's own picture. */
    this.upload = 0;
    /** What of the link that was opened has no meaning. */
    this.notice = "";
    /** What Python has written to the address. */
    this.query = "";
  }

  /** What the page shows. */
  get settings() {
    return this.owner.settings;
  }

  /** Whether what the page would show is not there yet. */
  get isWaiting() {
    return !this.owner.isOpen;
  }

  /** What goes on while the server does not answer, in a sentence; "" for nothing. */
  get goesOn() {
    return this.isWaiting ? "" : "Picture and maps go on without it.";
  }

  /** Show a change; it is not reported yet. @param {Record<string, unknown>} patch */
  change(patch) {
    return this.owner.change(patch);
  }

  /** Show and report a change that is complete. @param {Record<string, unknown>} patch */
  commit(patch) {
    this.owner.change(patch);
    this.reporter.now();
  }

  undo() {
    this.#goTo(() => this.history.undo());
  }

  redo() {
    this.#goTo(() => this.history.redo());
  }

  /**
   * Take an answer of Python, and show what it says.
   * @param {import("./owner.js").Answer} answer @param {{isReturn: boolean, isSameAddress: boolean}} options as for Owner
   * @param {() => void} show  called when the settings and the own picture are known, before the steps and "receive"
   */
  take(answer, { isReturn, isSameAddress }, show) {
    this.query = answer.query ?? "";
    this.notice = answer.notice ?? "";
    const mustRepeat = this.owner.receive(answer, { isReturn, isSameAddress, isDraft: this.reporter.isDraft });
    if (!this.owner.isAhead) this.reporter.upload = null;
    if (this.reporter.upload === null) this.upload = answer.upload ?? 0;
    show();
    if (this.reporter.isSettled) this.#record();
    this.dispatchEvent(new Event("receive"));
    if (mustRepeat || isReturn) this.reporter.again();
  }

  /** @param {() => Settings|null} find */
  #goTo(find) {
    this.reporter.now(); // what is not reported yet is a step of its own
    const view = find();
    if (!view) return;
    this.upload = this.#own = Number(view.upload);
    if (!this.owner.change(view)) this.owner.renew(); // only the upload is another one
    this.reporter.upload = this.upload;
    this.reporter.now();
  }

  /** Take what is shown as a step. */
  #record() {
    this.#own = this.upload || this.#own;
    this.history.record({ ...this.owner.settings, upload: this.#own });
  }
}
