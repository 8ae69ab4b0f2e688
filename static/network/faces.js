// The picture, and a frame around every face that the whole network has found.

import { element, writeAttribute } from "../page/elements.js";

export class Faces {
  #stop = new AbortController();
  /** What is drawn, and in which picture. @type {unknown[]} */
  #drawn = [];

  /** @param {HTMLElement} root @param {import("./model.js").NetworkModel} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.boxes = /** @type {HTMLElement} */ (root.querySelector(".network-boxes"));
    const on = (target, kind) => target.addEventListener(kind, () => this.#show(), { signal: this.#stop.signal });
    on(model, "receive");
    on(model, "frame");
    on(model.owner, "change");
    this.#show();
  }

  close() {
    this.#stop.abort();
  }

  #show() {
    const { picture, found, confirmed, isWaiting } = this.model;
    this.root.toggleAttribute("data-old", !confirmed); // the faces are of the slopes before
    if (!picture || isWaiting || (found === this.#drawn[0] && picture === this.#drawn[1])) return;
    this.#drawn = [found, picture];
    const faces = found?.faces ?? [];
    this.boxes.replaceChildren(...faces.map((face) => box(face, picture)));
    const marked = found ? `, with ${faces.length} ${faces.length === 1 ? "face" : "faces"} marked${middles(faces)}` : "";
    writeAttribute(this.root.querySelector("img"), "alt", `${picture.settings.picture}${marked}`);
  }
}

/** So many faces are named one by one. */
const FEW = 3;

/** Where the middles of the faces are, if they are few. @param {import("./model.js").Face[]} faces */
function middles(faces) {
  if (!faces.length || faces.length > FEW) return "";
  const middle = ({ left, top, right, bottom }) => `row ${Math.round((top + bottom) / 2)}, column ${Math.round((left + right) / 2)}`;
  return `: ${faces.map((face) => `around ${middle(face)}`).join("; ")}`;
}

/** @param {import("./model.js").Face} face @param {{rows: number, cols: number}} picture */
function box({ left, top, right, bottom, score }, { rows, cols }) {
  const percent = (share) => `${100 * share}%`;
  const made = element("span", { className: "network-box", title: `Sure by ${score.toFixed(2)} of 1` });
  Object.assign(made.style, {
    left: percent(left / cols), top: percent(top / rows),
    width: percent((right - left) / cols), height: percent((bottom - top) / rows),
  });
  return made;
}
