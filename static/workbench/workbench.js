// The workbench: the picture, the controls of the layer, the maps and the profile on one screen.

import { Controls } from "../controls/controls.js";
import { shownText } from "../controls/shown.js";
import { write } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { onPrint } from "../page/printing.js";
import { markIn } from "../page/untranslated.js";
import { LineTable } from "../scope/line_table.js";
import { Scope } from "../scope/scope.js";
import { Spoken } from "../scope/spoken.js";
import { Notice } from "../widgets/notice.js";
import { PictureFile } from "../widgets/picture_file.js";
import { Pictures } from "../widgets/pictures.js";
import { showStretch } from "../widgets/stretch.js";
import { Chain } from "./chain.js";
import { Dock } from "./dock.js";
import { putOnPaper } from "./paper.js";
import { Sheets } from "./sheets.js";

/** Pixels between what is told of the picture and the maps, as in components/workbench.css. */
const GAP = 8;

export class Workbench {
  #stop = new AbortController();
  /** The settings that are shown, but for the line, and the parts that are left out. */
  #shown = "";
  /** The dock while presenting. @type {Dock|null} */
  #dock = null;

  /** @param {HTMLElement} root  of components/workbench.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    markIn(root);
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.${name}`));
    this.chain = new Chain(find("scope-chain"), model);
    this.sheets = new Sheets(root, this.#stop.signal);
    this.scope = new Scope(find("scope"), model);
    this.spoken = new Spoken(find("scope"), model);
    this.table = new LineTable(find("scope"), model);
    this.controls = new Controls(find("controls"), model);
    this.pictures = new Pictures(find("pictures"), model, () => this.sheets.close());
    this.file = new PictureFile(find("picture-file"), model, (choice) => {
      model.reporter.now();
      model.presenter.send?.("reread", choice);
    });
    this.notice = new Notice(/** @type {HTMLElement} */ (root.previousElementSibling), model);
    this.frame = new Frame(() => this.#show());
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    for (const source of [model.owner, model.store]) on(source, "change", () => this.frame.ask());
    on(model, "receive", () => this.#receive());
    on(model.presenter, "change", () => this.#applyPresenterMode());
    on(find("scope-link"), "click", () => model.presenter.send?.("share"));
    on(window, "resize", () => this.#measure());
    on(model.gallery, "change", () => this.chain.offerPictures());
    this.chain.offerPictures();
    this.strip = new ResizeObserver(() => this.#makeRoom(find("picture-strip")));
    this.strip.observe(find("picture-strip"));
    onPrint(() => putOnPaper(/** @type {any} */ (find("paper-form")), model, this.scope), this.#stop.signal);
    this.#applyPresenterMode();
    if (model.owner.isOpen) this.#receive();
  }

  /** Take everything away that listens. */
  close() {
    this.#stop.abort();
    this.frame.close();
    this.strip.disconnect();
    for (const part of [this.#dock, this.scope, this.spoken, this.table, this.controls, this.pictures, this.file, this.notice]) part?.close();
    this.#dock = null;
  }

  #receive() {
    write(this.root.querySelector(".picture"), this.model.description);
    this.root.toggleAttribute("data-bare", !this.root.querySelector(".controls section[data-part]:not([hidden])"));
    this.#measure();
    this.frame.now();
  }

  #show() {
    if (!this.model.settings) return;
    this.chain.showPicture(this.model.store.computed?.image);
    showStretch(this.root.querySelector(".picture-stretch"), this.model);
    const shown = shownText(this.model);
    if (shown === this.#shown) return; // only the line has moved
    this.#shown = shown;
    this.chain.show();
    this.#dock?.show();
  }

  /** Tell the styles how far down the page the workbench begins, so that it ends where the window does. */
  #measure() {
    const scrolled = scrollerOf(this.root);
    const down = scrolled ? scrolled.scrollTop - scrolled.getBoundingClientRect().top : window.scrollY;
    const top = this.root.getBoundingClientRect().top + down;
    this.root.style.setProperty("--workbench-top", `${Math.max(0, Math.round(top))}px`);
  }

  /** Tell the styles how much room what is told of the picture takes from the maps. @param {HTMLElement} strip */
  #makeRoom(strip) {
    const { height } = strip.getBoundingClientRect();
    this.root.style.setProperty("--strip", `${height ? Math.ceil(height) + GAP : 0}px`);
  }

  #applyPresenterMode() {
    const { presenter } = this.model;
    this.root.toggleAttribute("data-presenting", presenter.isOn);
    if (presenter.isOn) this.sheets.close();
    if (presenter.isOn === Boolean(this.#dock)) return;
    if (this.#dock) {
      const hasFocus = this.#dock.root.contains(document.activeElement);
      this.#dock.close();
      this.#dock = null;
      if (hasFocus) /** @type {HTMLElement} */ (this.root.querySelector(".scope-present")).focus();
      return;
    }
    this.#dock = new Dock(this.model, this.scope.wipe);
    this.root.append(this.#dock.root);
  }
}

/** What scrolls an element; null if nothing but the window does. @param {HTMLElement} element */
function scrollerOf(element) {
  for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  }
  return null;
}
