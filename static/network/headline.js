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
    const result = resultOf(this.model);
    if (!result) return;
    write(this.root.querySelector(".network-sentence"), result.sentence);
    write(this.root.querySelector(".network-compared"), result.compared);
  }
}

/**
 * What is known of the view; null while nothing is.
 * @param {import("./model.js").NetworkModel} model
 * @returns {{sentence: string, compared: string, isLast: boolean}|null} `isLast` if nothing more will be known of it
 */
export function resultOf(model) {
  const { confirmed, picture, found, owner, counts, sizes } = model;
  const isKnown = confirmed || counts.places || !sizes.length; // else the first frame is still to be computed
  if (!picture || !isKnown) return null;
  const isLast = confirmed !== null || (!found && !owner.isAhead && counts.isWhole); // without Python, this is all
  return { sentence: confirmed?.sentence ?? ownSentence(model), compared: confirmed?.compared ?? "", isLast };
}

/** What the browser can say by itself. @param {import("./model.js").NetworkModel} model */
function ownSentence({ counts, picture }) {
  if (!counts.places) return fill(NETWORK.sentences.tooSmall, { rows: String(picture.rows), cols: String(picture.cols) });
  const [cells, places] = [counts.cells, counts.places].map((count) => count.toLocaleString("en"));
  const look = counts.cells === 1 ? "looks" : "look";
  return fill(counts.isWhole ? NETWORK.sentences.all : NETWORK.sentences.one, { cells, places, look });
}
