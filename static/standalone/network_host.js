// Plays Python's part for the network's page without a server: answers what the model reports, with the picture that it asks
// for. It finds no faces: the cascade is Python's.

import { YOUR_PICTURE } from "../core/catalog.js";
import { describeFaint } from "../core/description.js";
import { OPTION_DEFAULTS } from "../core/link.js";
import { DEFAULTS, apply, readLink, toQuery } from "../core/network_settings.js";
import { changed, pyramid } from "../core/pyramid.js";
import { notUnderstood } from "../core/spelling.js";
import { Rereading, toldOf } from "./own_pictures.js";

/** @typedef {import("../core/settings.js").Settings} Settings */

/** Dispatches "options" when the dialog for the visitor's own picture is to be open, or closed. */
export class NetworkHost extends EventTarget {
  /** @type {Settings} */
  #settings = DEFAULTS;
  /** The last report that was received, and the number of answers and of views opened so far. */
  #seen = 0;
  #answers = 0;
  #opened = 0;
  /** The number of the visitor's own picture. */
  #upload = 0;
  #isTyping = false;
  #rereading = new Rereading();
  /** The frame that could not be read. @type {import("./own_pictures.js").Problem|null} */
  #problem = null;
  /** What of the link that was opened has no meaning. */
  #notice = "";

  /**
   * @param {import("../network/model.js").NetworkModel} model @param {Record<string, Float32Array>} weights  of P-Net, by name
   * @param {import("./network_pictures.js").NetworkPictures} pictures @param {import("./address.js").Address} address
   * @param {(picture: import("../core/pyramid.js").Picture) => string} addressOf  writes a picture as an address
   */
  constructor(model, weights, pictures, address, addressOf) {
    super();
    Object.assign(this, { model, weights, pictures, address, addressOf });
    this.options = OPTION_DEFAULTS;
    model.reporter.send = (report) => this.#receive(report);
  }

  /**
   * Open what a link names; what the visitor has changed in the view before does not apply.
   * @param {Record<string, string>} query @param {number} [upload]  the number of the own picture, the last one without it
   * @returns {Promise<void>} resolved when it is shown
   */
  open(query, upload = 0) {
    this.#upload = this.pictures.own(upload) ? upload : this.pictures.last;
    const { settings, unread } = readLink(query);
    this.#settings = settings;
    this.#notice = notUnderstood(unread);
    this.#seen = this.model.owner.revision;
    this.#opened += 1;
    this.#isTyping = false;
    this.address.opened(toQuery(this.#settings), this.#addressUpload);
    return this.#answer();
  }

  /** @param {Partial<import("../core/link.js").Options>} changes */
  setOptions(changes) {
    this.options = { ...this.options, ...changes };
    this.dispatchEvent(new Event("options"));
  }

  /**
   * Read the visitor's own picture again.
   * @param {{upload: number} & import("./own_pictures.js").Choice} choice
   */
  reread(choice) {
    return this.#rereading.ask(this.pictures, choice, (number, made, problem) => {
      if (number !== this.#upload) return; // another picture was chosen meanwhile
      this.#problem = problem;
      if (made) this.takePicture(made);
      else this.#answer();
    });
  }

  /** Take a picture of the visitor's own, and show it. @param {import("./network_pictures.js").Own} own */
  takePicture(own) {
    this.model.reporter.now();
    this.#upload = this.pictures.add(own);
    this.#settings = apply(this.#settings, { picture: YOUR_PICTURE });
    this.#writeAddress();
    this.#answer();
  }

  /** @param {any} report  of the model's reporter */
  #receive({ settings, revision, isTyping, upload = this.#upload }) {
    this.#seen = revision;
    this.#upload = upload;
    this.#settings = apply(this.#settings, settings);
    this.#notice = "";
    this.#isTyping = isTyping;
    this.#writeAddress();
    this.#answer();
  }

  #writeAddress() {
    if (!this.#isTyping) this.address.write(toQuery(this.#settings), this.#addressUpload);
  }

  /** The number of the own picture that the settings show; 0 if they show another one. */
  get #addressUpload() {
    return this.#settings.picture === YOUR_PICTURE ? this.#upload : 0;
  }

  /** Answer as soon as the picture is there, at once if it is shown already. */
  async #answer() {
    this.#answers += 1;
    const number = this.#answers;
    const { picture, change } = this.#settings;
    const id = `${this.pictures.identity(String(picture), this.#upload)}, ${change}`;
    const isShown = id === this.model.picture?.id;
    const source = isShown ? null : await this.pictures.load(String(picture), this.#upload);
    if (number !== this.#answers) return; // another answer has overtaken this one
    this.#show(number, id, source && this.#pictureOf(id, source));
  }

  /**
   * @param {number} number  of the answer @param {string} id  of its picture
   * @param {{picture: import("../network/model.js").Picture, arrays: Record<string, any>}|null} made  null if shown
   */
  #show(number, id, made) {
    this.model.receive({
      answer: { settings: this.#settings, seen: this.#seen, session: "page", number, opened: this.#opened, upload: this.#upload, notice: this.#notice },
      shown: id,
      picture: made?.picture ?? null,
      found: null,
      hasOwn: this.pictures.last > 0,
      file: this.#told(),
      arrays: made?.arrays ?? {},
    });
  }

  /** What is told of the visitor's own picture, also if the network sees little of it. */
  #told() {
    const own = this.pictures.own(this.#addressUpload);
    const faint = own ? describeFaint(own.levels) : "";
    const notes = [...(own?.notes ?? []), ...(faint ? [faint] : [])];
    return toldOf(own && { ...own, notes }, this.#upload, this.#problem);
  }

  /** Change a picture, and make every size of it. @param {string} id @param {import("../core/pyramid.js").Picture} source */
  #pictureOf(id, { rows, cols, levels: before }) {
    const levels = changed(before, rows, cols, String(this.#settings.change));
    const scales = pyramid(levels, rows, cols);
    const picture = { id, settings: this.#settings, upload: this.#upload, rows, cols, address: this.addressOf({ rows, cols, levels }), scales };
    return { picture, arrays: { ...this.weights, ...Object.fromEntries(scales.map((size, k) => [`scale${k}`, size.levels])) } };
  }
}
