// Plays Python's part for a page without a server: answers what the model reports, and carries out its commands.

import { YOUR_PICTURE } from "../core/catalog.js";
import { describeOwn, describeSample, describeStretch } from "../core/description.js";
import { experimentShown, title } from "../core/experiments.js";
import { OPTION_DEFAULTS, writeLink } from "../core/link.js";
import { apply, DEFAULTS, fromQuery } from "../core/settings.js";
import { notUnderstood } from "../core/spelling.js";
import { pick } from "../widgets/pictures.js";
import { Rereading, toldOf } from "./own_pictures.js";

/**
 * @typedef {import("../core/settings.js").Settings} Settings
 * @typedef {import("../core/link.js").Opened} Opened
 * @typedef {import("./pictures.js").Own} Own
 *
 * What Python has written into the page; `own` has the sizes of the visitor's own picture in it; `opens` and `pinned` are the
 * parameters of the views that it was saved with; `scenes` has the functions that draw pictures.
 * @typedef {{own: {rows: number, cols: number, height: number, width: number, isDeep?: boolean, notes?: string[]}|null, opens: Record<string, string>|null,
 *            pinned: Record<string, string>|null, pictures: Record<string, {caption: string, credit: string}>,
 *            scenes: Record<string, string>, experiments: {name: string, question: string, query: Record<string, string>}[],
 *            scripts: any, app: string, site: string}} PageData
 */

/** What is changed is answered so many ms later: the page has painted it by then, and a drag or a held key has gone on. */
export const PAUSE = 50;

/** Dispatches "options" when they are others, "share" and "upload" when their dialogs are asked for. */
export class Host extends EventTarget {
  /** @type {Settings} */
  #settings = DEFAULTS;
  /** The last report that was received, and the number of answers and of views opened so far. */
  #seen = 0;
  #answers = 0;
  #opened = 0;
  /** The number of the visitor's own picture. */
  #upload;
  /** View A, and the number of the own picture in it. @type {{settings: Settings, upload: number}|null} */
  #pinned = null;
  /** The index of the experiment that was shown last. @type {number|null} */
  #experiment = null;
  #isTyping = false;
  #rereading = new Rereading();
  /** The frame that could not be read. @type {import("./own_pictures.js").Problem|null} */
  #problem = null;
  /** What of the link that was opened has no meaning. */
  #notice = "";
  /** The name of the picture of the last answer. */
  #shown = "";
  /** Waits before an answer. */
  #timer = 0;

  /**
   * @param {import("../model/model.js").Model} model @param {PageData} data
   * @param {import("./pictures.js").PictureBox} pictures @param {import("./address.js").Address} address
   * @param {(image: import("../core/arrays.js").Map) => string} thumbnailOf  draws a picture small; returns its address
   */
  constructor(model, data, pictures, address, thumbnailOf) {
    super();
    Object.assign(this, { model, data, pictures, address, thumbnailOf });
    /** The addresses of the small pictures of the gallery, by name. @type {Record<string, string>} */
    this.thumbnails = {};
    this.options = OPTION_DEFAULTS;
    /** The controls that are left out. @type {string[]} */
    this.hidden = [];
    this.#upload = pictures.last;
    this.experiments = data.experiments.map((row) => ({ ...row, settings: fromQuery(row.query) }));
    model.reporter.send = (report) => this.#receive(report);
    model.presenter.setMode(false, (name, view) => this.#obey(name, view));
  }

  /**
   * Open what a link names.
   * @param {Opened} opened
   * @param {{upload?: number, pinned?: Settings|null}} [also]  the number of the own picture, the last one without it; view A
   * @returns {Promise<void>} resolved when it is shown
   */
  open({ settings, options, hidden, unread }, { upload = 0, pinned = null } = {}) {
    this.#upload = this.pictures.own(upload) ? upload : this.pictures.last;
    this.#offerPictures();
    if (pinned) this.#pinned = { settings: pinned, upload: this.#upload };
    this.hidden = hidden;
    this.#setOptions(options);
    const shown = this.#replace(settings, notUnderstood(unread));
    this.address.opened(this.#parameters, this.#addressUpload);
    return shown;
  }

  /** @param {Partial<import("../core/link.js").Options>} changes */
  setOptions(changes) {
    this.#setOptions({ ...this.options, ...changes });
    this.#writeAddress();
  }

  /** The parameters of what is shown, also of what is being typed. */
  get shown() {
    return writeLink(this.model.settings, this.options, this.hidden);
  }

  /** Whether the visitor's own picture that is shown is in the file of the page. */
  get isOwnInFile() {
    return this.data.own !== null && this.#upload === 1;
  }

  /** Show every control. */
  showAll() {
    this.hidden = [];
    this.#writeAddress();
    this.#answer();
  }

  /** The link to the view. @param {{hide?: string[]}} [options] */
  link({ hide = this.hidden } = {}) {
    return this.address.link(writeLink(this.#settings, OPTION_DEFAULTS, hide));
  }

  /** Take a picture of the visitor's own, and show it. @param {Own} own */
  takePicture(own) {
    this.model.reporter.now();
    this.#keep(own);
    this.#settings = apply(this.#settings, pick(this.model.gallery.grids, this.#settings, YOUR_PICTURE));
    this.#writeAddress();
    this.#answer();
  }

  /** Offer small pictures to choose from. @param {Record<string, string>} thumbnails  of the gallery, by name */
  offer(thumbnails) {
    this.thumbnails = thumbnails;
    this.#offerPictures();
  }

  /** @param {any} report  of the model's reporter */
  #receive({ settings, revision, upload, isTyping }) {
    this.#seen = revision;
    this.#settings = apply(this.#settings, settings);
    this.#notice = "";
    if (upload !== undefined && upload !== this.#upload) {
      this.#upload = upload;
      this.#offerPictures();
    }
    this.#isTyping = isTyping;
    this.#writeAddress();
    if (this.#identity === this.#shown) this.#timer ||= setTimeout(() => this.#answer(), PAUSE);
    else this.#answer(); // the page waits for the picture
  }

  /** The name of the picture of the settings. */
  get #identity() {
    return this.pictures.nameOf(this.#settings, this.#upload);
  }

  /** @param {string} name @param {import("../model/presenter.js").Shown} [shown]  at the press */
  #obey(name, shown) {
    const commands = {
      present: () => this.setOptions({ present: true }),
      leave: () => this.setOptions({ present: false }),
      next: () => this.#go(1),
      previous: () => this.#go(-1),
      share: () => this.dispatchEvent(new Event("share")),
      upload: () => this.dispatchEvent(new Event("upload")),
      pin: () => this.#pin(shown),
      unpin: () => this.#pin(null),
      back: () => this.#pinned && this.#openPinned(this.#pinned),
      reread: () => this.#reread(shown),
      swap: () => this.#pinned && this.#openPinned(shown),
    };
    commands[name]();
  }

  /** @param {Own} own */
  #keep(own) {
    this.#upload = this.pictures.add(own, this.#pinned?.upload);
    this.#offerPictures();
  }

  /** Read the visitor's own picture again; the line stays where it is. @param {import("../model/presenter.js").Shown} choice */
  #reread({ upload, frame, over }) {
    this.#rereading.ask(this.pictures, { upload, frame, over }, (number, made, problem) => {
      if (number !== this.#upload) return; // another picture was chosen meanwhile
      this.#problem = problem;
      if (made) this.#keep(made);
      this.#writeAddress();
      this.#answer();
    });
  }

  /** Show the experiment so many steps after the last one, the first if there was none. @param {number} steps */
  #go(steps) {
    const count = this.experiments.length;
    this.#experiment = this.#experiment === null ? 0 : (this.#experiment + steps + count) % count;
    this.#replace(this.experiments[this.#experiment].settings);
    this.#writeAddress();
  }

  /** @param {{settings: Settings, upload: number}|null} view */
  #pin(view) {
    this.#pinned = view;
    this.#answer();
  }

  /** Show view A, and keep another view as A. @param {{settings: Settings, upload: number}} kept */
  #openPinned(kept) {
    const { settings, upload } = this.#pinned;
    this.#pinned = kept;
    if (settings.picture === YOUR_PICTURE) this.#upload = upload;
    this.#replace(settings);
    this.#writeAddress();
  }

  /** Replace the view; what the visitor has changed in the one before does not apply. @param {Settings} settings @param {string} [notice] */
  #replace(settings, notice = "") {
    this.#notice = notice;
    this.#settings = settings;
    this.#seen = this.model.owner.revision;
    this.#opened += 1;
    this.#isTyping = false;
    return this.#answer();
  }

  /** @param {import("../core/link.js").Options} options */
  #setOptions(options) {
    this.options = options;
    const { presenter } = this.model;
    if (presenter.isOn !== options.present) presenter.setMode(Boolean(options.present), presenter.send);
    this.dispatchEvent(new Event("options"));
  }

  #writeAddress() {
    if (!this.#isTyping) this.address.write(this.#parameters, this.#addressUpload);
  }

  /** The number of the own picture that the settings show; 0 if they show another one. */
  get #addressUpload() {
    return this.#settings.picture === YOUR_PICTURE ? this.#upload : 0;
  }

  get #parameters() {
    return writeLink(this.#settings, this.options, this.hidden);
  }

  #offerPictures() {
    const own = this.pictures.own(this.#upload);
    const first = own ? { [YOUR_PICTURE]: this.thumbnailOf(own.image) } : {};
    this.model.gallery.receive({ thumbnails: { ...first, ...this.thumbnails }, own: this.pictures.ownGrids(this.#upload) });
  }

  /** Answer as soon as the pictures are there, at once if they are. */
  #answer() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#answers += 1;
    const number = this.#answers;
    const views = [{ settings: this.#settings, upload: this.#upload }, this.#pinned].filter(Boolean);
    const wanted = views.map(({ settings, upload }) => /** @type {const} */ ([settings, upload]));
    if (wanted.every((one) => this.pictures.shown(...one))) return Promise.resolve(this.#show(number, wanted));
    const loading = wanted.map(([{ picture, size }, upload]) => this.pictures.load(picture, size, upload));
    return Promise.all(loading).then(() => this.#show(number, wanted));
  }

  /** @param {number} number  of the answer @param {any[]} wanted  the picture of the view, and that of view A */
  #show(number, wanted) {
    if (number !== this.#answers) return; // another answer has overtaken this one
    const [picture, pinned] = wanted.map((one) => this.pictures.nameOf(...one));
    const [image, other] = wanted.map((one) => this.pictures.shown(...one));
    if (other) this.model.store.receivePicture(pinned, other);
    this.model.store.receivePicture(picture, image);
    this.#shown = picture;
    const experiment = experimentShown(this.experiments, this.#settings, this.#experiment);
    this.#experiment = experiment ?? this.#experiment;
    this.model.receive({
      answer: { settings: this.#settings, seen: this.#seen, session: "page", number, opened: this.#opened, upload: this.#upload, notice: this.#notice },
      picture,
      description: this.#described,
      file: this.#file,
      facts: null,
      experiment: title(this.experiments, experiment),
      hidden: this.hidden,
      pinned: pinned ? { settings: this.#pinned.settings, picture: pinned } : null,
      page: this.#page,
    });
  }

  /** Where others find the view: on the web, if it is known where. @returns {import("../model/model.js").Page} */
  get #page() {
    const { app, site } = this.data;
    const own = this.address.page;
    if (own.address.startsWith("http") || !(site || app)) return own;
    return site ? { address: site, sign: "#" } : { address: app, sign: "?" };
  }

  /** What the picture is, and what was done to it. */
  get #described() {
    const { picture, size, stretch } = this.#settings;
    const image = this.pictures.at(picture, size, this.#upload);
    return this.#describe(image) + (stretch === "yes" ? describeStretch(image) : "");
  }

  /** What is told of the visitor's own picture, if it is shown. */
  get #file() {
    return toldOf(this.pictures.own(this.#addressUpload), this.#upload, this.#problem, { withNotes: false });
  }

  /** Say what the picture is. @param {import("../core/arrays.js").Map} image  before it is stretched */
  #describe(image) {
    const { picture } = this.#settings;
    if (picture === YOUR_PICTURE) {
      const own = this.pictures.own(this.#upload);
      return [describeOwn(own ? { rows: own.height, cols: own.width } : null, image), ...(own?.notes ?? [])].join(" ");
    }
    const { caption, credit } = this.data.pictures[picture];
    return describeSample(caption, credit, image);
  }
}
