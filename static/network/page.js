// The page of the real network: the picture, the answers, the slopes and the open channel.

import { addIcons } from "../page/icons.js";
import { Notice } from "../widgets/notice.js";
import { PictureFile } from "../widgets/picture_file.js";
import { Answers } from "./answers.js";
import { Bar } from "./bar.js";
import { Channel } from "./channel.js";
import { Faces } from "./faces.js";
import { Headline } from "./headline.js";
import { Slopes } from "./slopes.js";
import { Spoken } from "./spoken.js";

export class NetworkPage {
  #stop = new AbortController();

  /** @param {HTMLElement} root  of components/network.html @param {import("./model.js").NetworkModel} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.network-${name}`));
    addIcons(root);
    this.parts = [
      new Headline(find("head"), model),
      new Notice(find("notice"), model),
      new Bar(find("bar"), model),
      new PictureFile(root.querySelector(".picture-file"), model, (choice) => {
        model.reporter.now();
        model.ask("reread", choice);
      }),
      new Faces(find("faces"), model),
      new Answers(find("answers"), model),
      new Channel(find("channel"), model),
      new Slopes(find("slopes"), model),
      new Spoken(find("spoken"), model),
    ];
    for (const kind of ["picture", "receive"]) model.addEventListener(kind, () => this.#show(), { signal: this.#stop.signal });
    model.owner.addEventListener("change", () => this.#show(), { signal: this.#stop.signal });
    document.addEventListener("keydown", (event) => this.#press(event), { signal: this.#stop.signal });
    this.#show();
  }

  /** Take everything away that listens. */
  close() {
    this.#stop.abort();
    for (const part of this.parts) part.close();
  }

  #show() {
    const { picture, isWaiting } = this.model;
    this.root.toggleAttribute("data-waiting", isWaiting);
    if (!picture) return;
    this.root.style.setProperty("--ratio", String(picture.cols / picture.rows));
    for (const image of this.root.querySelectorAll("img")) if (image.src !== picture.address) image.src = picture.address;
  }

  /** Ctrl+Z and Ctrl+Shift+Z go back and forth; in a field they are the field's. @param {KeyboardEvent} event */
  #press(event) {
    const isField = /** @type {Element} */ (event.target).matches("input:not([type=range], [type=radio]), textarea");
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isField) return;
    event.preventDefault();
    if (event.shiftKey) this.model.redo();
    else this.model.undo();
  }
}
