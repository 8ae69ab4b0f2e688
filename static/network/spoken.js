// What the page of the real network says by itself: every change once, with what the network makes of it.

import { Forgotten } from "../model/forgotten.js";
import { Announcer } from "../page/announcer.js";
import { resultOf } from "./headline.js";
import { newsOf } from "./news.js";

export class Spoken {
  #stop = new AbortController();
  /** What has been said. @type {import("./news.js").Heard|null} */
  #said = null;
  #forgotten = new Forgotten();

  /** @param {HTMLElement} region @param {import("./model.js").NetworkModel} model */
  constructor(region, model) {
    this.model = model;
    this.announcer = new Announcer(region, () => this.#tell());
    const on = (target, kind) => target.addEventListener(kind, () => this.#notice(), { signal: this.#stop.signal });
    on(model.owner, "change");
    on(model, "frame");
    model.addEventListener("receive", () => this.#receive(), { signal: this.#stop.signal });
    this.#receive();
  }

  close() {
    this.#stop.abort();
    this.announcer.close();
  }

  #receive() {
    const { owner, upload } = this.model;
    this.#forgotten.receive(owner.session, { upload });
    this.#notice();
  }

  /** Something may be another one. What stands on the page at first is not said, nor an answer to it. */
  #notice() {
    const { owner, settings, upload } = this.model;
    if (!owner.isOpen) return;
    this.#said ??= this.#heard("");
    this.announcer.notice(JSON.stringify([settings, upload])); // or the answer has come
  }

  #tell() {
    const result = resultOf(this.model);
    if (!result?.isLast) return null;
    const now = this.#heard(result.sentence);
    const before = this.#forgotten.baseline(this.#said, now);
    this.#said = now;
    return newsOf(before, now);
  }

  /** @param {string} sentence @returns {import("./news.js").Heard} */
  #heard(sentence) {
    const { settings, upload, size, sizes, shownCounts } = this.model;
    const [cells, places] = [shownCounts.cells, shownCounts.places].map((count) => count.toLocaleString("en"));
    return {
      settings,
      upload,
      sentence,
      size: size === null ? "All sizes" : `Size ${sizes[size].cols} × ${sizes[size].rows}`,
      marked: `${cells} of ${places} places are marked.`,
    };
  }
}
