// What the scope says to who does not see it: every change once, and its pictures in words.

import { afterAlternative, beforeAlternative, lineAlternative, pictureAlternative } from "../core/alternatives.js";
import { Forgotten } from "../model/forgotten.js";
import { Announcer } from "../page/announcer.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { Rest } from "../page/rest.js";
import { newsOf } from "./news.js";
import { titles, valueText, verdictOf, warningOf } from "./readout.js";

/** @typedef {import("./news.js").Heard} Heard */

export class Spoken {
  #stop = new AbortController();
  #rest = new Rest(() => this.#describe());
  /** What has been said. @type {Heard|null} */
  #said = null;
  #forgotten = new Forgotten();
  /** The view whose maps are described. @type {import("../model/store.js").Computed|null} */
  #described = null;

  /** @param {HTMLElement} root  of components/scope.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.scope-${name}`));
    Object.assign(this, { maps: find("maps"), words: find("alternatives"), profile: find("profile") });
    this.announcer = new Announcer(find("spoken"), () => this.#tell());
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    for (const target of [model.owner, model.store]) on(target, "change", () => this.#notice());
    on(model, "receive", () => this.#receive());
    this.#receive();
  }

  close() {
    this.#stop.abort();
    this.announcer.close();
    this.#rest.close();
  }

  #receive() {
    const { owner, upload, store: { picture } } = this.model;
    this.#forgotten.receive(owner.session, { upload, picture, pinned: this.#pinned });
    this.#notice();
  }

  /** View A without its picture, which a server that gets it back has later than the settings. */
  get #pinned() {
    const { pinned } = this.model;
    return pinned && { settings: pinned.settings };
  }

  /** Something may be another one. What stands on the page at first is not said. */
  #notice() {
    const { model } = this;
    if (!model.store.computed) return;
    this.#said ??= this.#heard();
    this.announcer.notice(JSON.stringify([model.settings, model.pinned, model.upload])); // or the picture has come
    this.#rest.ask();
  }

  #tell() {
    if (this.model.store.isWaiting) return null;
    const now = this.#heard();
    const before = this.#forgotten.baseline(this.#said, now);
    this.#said = before;
    if (this.#forgotten.isAny && isSameView(before, now)) return null; // the headline is of what stands there instead
    this.#said = now;
    return newsOf(before, now, { isOnLine: document.activeElement === this.maps });
  }

  /** @returns {Heard} */
  #heard() {
    const { settings, upload, experiment, reader, store } = this.model;
    const { computed } = store;
    const { place } = reader;
    const value = valueText(computed, place);
    return {
      settings,
      upload,
      picture: store.picture,
      pinned: this.#pinned,
      experiment,
      place,
      value: value[0].toUpperCase() + value.slice(1),
      headline: reader.pixel.headline,
      verdict: verdictOf(computed, reader.line).text,
      warning: warningOf(computed),
    };
  }

  /** Write what can be seen of the maps and the profile in words. */
  #describe() {
    const { store: { computed }, reader } = this.model;
    if (computed !== this.#described) this.#describeMaps(computed);
    this.#described = computed;
    const { view, limit } = computed;
    const { direction, layer: { activation } } = view;
    const place = direction === "Row" ? reader.place.row : reader.place.col;
    writeAttribute(this.profile, "aria-label", lineAlternative(reader.line, { place, direction, activation, limit }));
  }

  /** @param {import("../model/store.js").Computed} computed */
  #describeMaps(computed) {
    const { image, layer, view, pinned, limit } = computed;
    const { activation } = view.layer;
    const { before, after, a } = titles(computed);
    const said = [
      ["Input image", pictureAlternative(image)],
      ...(pinned ? [[a, afterAlternative(pinned.layer, { activation: pinned.view.layer.activation, limit })]] : []),
      [before, beforeAlternative(layer, { limit })],
      [after, afterAlternative(layer, { activation, limit })],
    ];
    while (this.words.children.length > said.length) this.words.lastElementChild.remove();
    while (this.words.children.length < said.length) this.words.append(element("p"));
    said.forEach(([title, text], k) => write(this.words.children[k], `${title}. ${text}`));
  }
}

/** @type {(one: Heard, other: Heard) => boolean} */
const isSameView = (one, other) => ["settings", "upload", "pinned"].every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
