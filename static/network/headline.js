// What the network has found, in a sentence: the browser's counts until Python has answered, then Python's.

import { NETWORK } from "../core/catalog.js";
import { fill } from "../core/notation.js";
import { write } from "../page/elements.js";

export class Headline {
  #stop = new AbortController();

  /** @param {HTMLElement} root @param {import("./model.js").NetworkModel} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    for (const kind of ["frame", "receive"]) model.addEventListener(kind, () => this.#show(), { signal: this.#stop.signal });
    model.owner.addEventListener("change", () => this.#show(), { signal: this.#stop.signal });
    this.#show();
  }

  close() {
    this.#stop.abort();
  }

  #show() {
    const { confirmed, picture, found, owner, counts, sizes } = this.model;
    const isKnown = confirmed || counts.places || !sizes.length; // else the first frame is still to be computed
    if (!picture || !isKnown) return;
    const find = (name) => this.root.querySelector(`.network-${name}`);
    const sentence = confirmed?.sentence ?? ownSentence(this.model);
    const isLast = confirmed || (!found && !owner.isAhead && counts.isWhole); // without Python, this is all
    write(find("sentence"), sentence);
    write(find("compared"), confirmed?.compared ?? "");
    if (isLast) write(find("spoken"), sentence); // once a change, not in every frame of a drag
  }
}

/** What the browser can say by itself. @param {import("./model.js").NetworkModel} model */
function ownSentence({ counts, picture }) {
  if (!counts.places) return fill(NETWORK.sentences.tooSmall, { rows: String(picture.rows), cols: String(picture.cols) });
  const [cells, places] = [counts.cells, counts.places].map((count) => count.toLocaleString("en"));
  const look = counts.cells === 1 ? "looks" : "look";
  return fill(counts.isWhole ? NETWORK.sentences.all : NETWORK.sentences.one, { cells, places, look });
}
