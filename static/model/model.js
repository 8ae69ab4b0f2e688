// What a visitor looks at, whoever shows it: the settings with their owner, the maps, the selected pixel, the steps back.

import { Absence } from "./absence.js";
import { Cursor } from "./cursor.js";
import { Gallery } from "./gallery.js";
import { OwnedModel } from "./owned.js";
import { Presenter } from "./presenter.js";
import { Reader } from "./reader.js";
import { Store } from "./store.js";

/** The address of a page, what stands before the view in a link to it, and for that of a plain page. @typedef {{address: string, sign: "?"|"#", plain?: string}} Page */

/** Dispatches "receive" after every answer of Python. */
export class Model extends OwnedModel {
  /** @param {() => number} [clock] as for Owner */
  constructor(clock) {
    super(clock);
    this.store = new Store(this.owner);
    this.cursor = new Cursor(this.owner, this.reporter);
    this.reader = new Reader(this);
    this.presenter = new Presenter();
    this.gallery = new Gallery();
    /** The number of the last run of the whole page that has arrived. */
    this.run = 0;
    /** The number of the last answer. */
    this.number = 0;
    /** What the picture is. */
    this.description = "";
    this.absence = new Absence();
    /** What is told of the visitor's own picture, and can be chosen. @type {import("../widgets/picture_file.js").File|null} */
    this.file = null;
    /** Name of the experiment that is shown, with its question. */
    this.experiment = "";
    /** View A. @type {import("./store.js").Pinned|null} */
    this.pinned = null;
    /** The controls that are left out. @type {string[]} */
    this.hidden = [];
    /** Where a link to a view leads, and what stands there before the view. @type {Page} */
    this.page = { address: "", sign: "?" };
  }

  /** Whether the picture is on its way. */
  get isWaiting() {
    return this.store.isWaiting;
  }

  /**
   * Take what Python says of the view.
   * @param {{answer: import("./owner.js").Answer, picture: string, description?: string, file?: import("../widgets/picture_file.js").File|{},
   *          facts: import("./reader.js").Facts|null, experiment: string, hidden: string[],
   *          pinned?: import("./store.js").Pinned|null, page?: Page}} message
   * @param {{isReturn?: boolean, isSameAddress?: boolean}} [options] as for Owner
   */
  receive({ answer, picture, description = "", file = {}, facts, experiment, hidden, pinned = null, page = this.page }, { isReturn = false, isSameAddress = false } = {}) {
    this.description = this.absence.explain(description, answer);
    Object.assign(this, { file: "said" in file ? file : null, experiment, hidden, pinned, page, number: answer.number });
    this.take(answer, { isReturn, isSameAddress }, () => {
      this.store.pin(pinned);
      this.store.showPicture(picture);
      this.reader.confirm(answer.settings, facts);
    });
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
}
