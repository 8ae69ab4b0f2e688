// The line that names what of the link has no meaning. It goes with the first change.

import { write } from "../page/elements.js";

export class Notice {
  #stop = new AbortController();

  /** @param {HTMLElement} element @param {import("../model/owned.js").OwnedModel} model */
  constructor(element, model) {
    const show = () => write(element, model.owner.isAhead ? "" : model.notice);
    model.addEventListener("receive", show, { signal: this.#stop.signal });
    model.owner.addEventListener("change", show, { signal: this.#stop.signal });
    show();
  }

  close() {
    this.#stop.abort();
  }
}
