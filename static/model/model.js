// What a visitor looks at, whoever shows it: the settings with their owner, the maps, the selected pixel, the steps back.

import { Cursor } from "./cursor.js";
import { Gallery } from "./gallery.js";
import { History } from "./history.js";
import { Owner } from "./owner.js";
import { Presenter } from "./presenter.js";
import { Reader } from "./reader.js";
import { Reporter } from "./reporter.js";
import { Store } from "./store.js";

/** Dispatches "receive" after every answer of Python. */
export class Model extends EventTarget {
  /** @param {() => number} [clock] as for Owner */
  constructor(clock) {
    super();
    this.owner = new Owner(clock);
    this.history = new History();
    this.reporter = new Reporter(this.owner, () => this.#record());
    this.store = new Store(this.owner);
    this.cursor = new Cursor(this.owner, this.reporter);
    this.reader = new Reader(this);
    this.presenter = new Presenter();
    this.gallery = new Gallery();
    /** The number of the visitor's own picture. */
    this.upload = 0;
    /** The number of the last run of the whole page that has arrived. */
    this.run = 0;
    /** The number of the last answer. */
    this.number = 0;
    /** What Python has written to the address. */
    this.query = "";
    /** What the picture is. */
    this.description = "";
    /** Name of the experiment that is shown, with its question. */
    this.experiment = "";
    /** View A. @type {import("./store.js").Pinned|null} */
    this.pinned = null;
    /** The controls that are left out. @type {string[]} */
    this.hidden = [];
  }

  /** What the page shows. */
  get settings() {
    return this.owner.settings;
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

  /**
   * Take what Python says of the view.
   * @param {{answer: import("./owner.js").Answer, picture: string, description: string,
   *          facts: import("./reader.js").Facts|null, experiment: string, hidden: string[],
   *          pinned?: import("./store.js").Pinned|null}} message
   * @param {{isReturn?: boolean, isSameAddress?: boolean}} [options] as for Owner
   */
  receive({ answer, picture, description, facts, experiment, hidden, pinned = null }, { isReturn = false, isSameAddress = false } = {}) {
    Object.assign(this, { description, experiment, hidden, pinned, number: answer.number, query: answer.query ?? "" });
    const mustRepeat = this.owner.receive(answer, { isReturn, isSameAddress, isDraft: this.reporter.isDraft });
    this.store.pin(pinned);
    this.store.showPicture(picture);
    this.reader.confirm(answer.settings, facts);
    if (!this.owner.isAhead) this.reporter.extra = {};
    if (!("upload" in this.reporter.extra)) this.upload = answer.upload ?? 0;
    if (this.reporter.isSettled) this.#record();
    this.dispatchEvent(new Event("receive"));
    if (mustRepeat || isReturn) this.reporter.again();
    this.#noticeMissedRun(answer);
  }

  /**
   * Ask for another run of the whole page if the last one has not arrived: Streamlit throws away what it has drawn
   * when a run for a fragment starts before it is sent.
   * @param {import("./owner.js").Answer} answer
   */
  #noticeMissedRun({ run = 0, isWhole = true }) {
    if (isWhole) this.run = run;
    else if (run !== this.run) this.presenter.send?.("run");
  }

  /**
   * Pin what is shown as A, or swap it with A. What is shown goes with the command: a later change is not a part of it, and
   * an earlier one is reported before it.
   * @param {"pin"|"swap"|"unpin"|"back"} name
   */
  compare(name) {
    this.reporter.now();
    const shown = { settings: this.settings, upload: this.upload };
    this.presenter.send?.(name, name === "pin" || name === "swap" ? shown : undefined);
  }

  undo() {
    this.#goTo(() => this.history.undo());
  }

  redo() {
    this.#goTo(() => this.history.redo());
  }

  /** @param {() => import("../core/settings.js").Settings|null} find */
  #goTo(find) {
    this.reporter.now(); // what is not reported yet is a step of its own
    const view = find();
    if (!view) return;
    if (!this.owner.change(view)) this.owner.renew(); // only the upload is another one
    this.upload = Number(view.upload);
    this.reporter.extra = { upload: this.upload };
    this.reporter.now();
  }

  /** Take what is shown as a step. */
  #record() {
    this.history.record({ ...this.owner.settings, upload: this.upload });
  }
}
