// The scope: three linked maps, one line through all of them, and its live profile. This module puts the parts
// together and paints, at most once a frame; what is shown comes from the store, the cursor and the presenter.

import { centre, nearest } from "../core/layer.js";
import { rowProfile } from "../core/profiles.js";
import { ProfileChart } from "./chart.js";
import { listenToKeys, listenToPage, listenToPointers } from "./input.js";
import { mark, Painter } from "./painter.js";
import { Readout } from "./readout.js";
import { Viewport } from "./viewport.js";
import { Wipe } from "./wipe.js";

/**
 * What a scope shows and what it changes.
 * @typedef {{store: import("./store.js").Store, cursor: import("./cursor.js").Cursor,
 *            presenter: import("./presenter.js").Presenter}} Model
 */

export class Scope {
  /** @type {import("./store.js").Computed|null} */
  #computed = null;
  /** The pixel that is pointed at. @type {{row: number, col: number}|null} */
  #hovered = null;
  /** Whether the profile waits for the first frame with the maps of a new view. */
  #isProfileDue = false;
  #frame = 0;
  #line = { computed: null, index: -1, profile: null };
  #stop = new AbortController();

  /** @param {HTMLElement} root  of components/scope.html @param {Model} model */
  constructor(root, { store, cursor, presenter }) {
    Object.assign(this, { root, store, cursor, presenter });
    this.find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.stages = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".scope-stage")]);
    this.viewport = new Viewport();
    this.readout = new Readout(root);
    this.wipe = new Wipe(this.stages[2], this.find(".scope-wipe"), this.find(".scope-share"), () => this.#nameMaps());
    this.painter = new Painter(this.stages.map((stage) => stage.querySelector("canvas")), this.wipe.canvas);
    this.chart = new ProfileChart(this.find(".scope-profile"), this.find(".scope-place"), root, (place) => this.#pointAt(place));
    this.#listenToVisitor();
    this.#listenToModel();
    this.#applyPresenterMode();
    this.#writeTexts();
    if (!store.isWaiting) this.#showView();
  }

  /** Stop listening and painting. */
  close() {
    this.#stop.abort();
    this.cursor.abandon();
    this.observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.chart.close();
  }

  #listenToModel() {
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(this.store, "change", () => this.#showView());
    on(this.store, "texts", () => this.#writeTexts());
    on(this.cursor, "change", () => this.#onCursorChange());
    on(this.presenter, "change", () => this.#applyPresenterMode());
    this.observer = new ResizeObserver(() => this.#schedule());
    for (const place of [...this.stages, this.find(".scope-profile")]) this.observer.observe(place);
  }

  #listenToVisitor() {
    const actions = this.#actions();
    const commands = this.#commands();
    for (const stage of this.stages) listenToPointers(stage, actions);
    listenToKeys(this.find(".scope-maps"), actions);
    listenToPage({ ...actions, ...commands }, () => this.presenter.isOn, this.#stop.signal);
    this.find(".scope-present").addEventListener("click", () => this.presenter.present(!this.presenter.isOn));
    this.find(".scope-ask").addEventListener("click", commands.keys);
    for (const button of this.root.querySelectorAll("button[data-zoom]")) {
      const factor = Number(button.getAttribute("data-zoom"));
      button.addEventListener("click", () => (factor ? actions.zoom(factor, 0.5, 0.5) : actions.reset()));
    }
  }

  /** @returns {import("./input.js").Actions} */
  #actions() {
    const { cursor, viewport } = this;
    const point = (pixel) => {
      this.#hovered = pixel;
      this.#schedule();
    };
    const look = (change) => {
      change();
      this.#schedule();
    };
    const moveTo = (row, col) => {
      if (!this.#computed) return;
      this.#hovered = null;
      const { row: r, col: c } = this.#snapped(row, col);
      cursor.moveTo(r, c);
    };
    return {
      moveTo: (x, y) => moveTo(...viewport.pixelAt(x, y)),
      hover: (x, y) => {
        const [row, col] = viewport.pixelAt(x, y);
        point({ row, col });
      },
      leave: () => point(null),
      press: () => cursor.press(),
      takeBack: () => cursor.takeBack(),
      release: () => {
        this.find(".scope-hint").hidden = true;
        cursor.release();
      },
      step: (rows, cols) => {
        if (!this.#computed || !cursor.place) return;
        const { stride } = this.#computed.layer;
        const { row, col } = this.#snapped(cursor.place.row, cursor.place.col);
        moveTo(row + rows * stride, col + cols * stride);
        look(() => viewport.reveal(cursor.place.row, cursor.place.col));
      },
      zoom: (factor, x, y) => look(() => viewport.zoom(factor, x, y)),
      pan: (dx, dy) => look(() => viewport.pan(dx, dy)),
      reset: () => look(() => viewport.reset()),
    };
  }

  /** @returns {import("./input.js").Commands} */
  #commands() {
    const { presenter, wipe } = this;
    return {
      next: () => presenter.send?.("next"),
      previous: () => presenter.send?.("previous"),
      palette: () => presenter.send?.("palette"),
      wipe: () => wipe.toggle(),
      before: () => wipe.hold(true),
      after: () => wipe.hold(false),
      keys: () => /** @type {HTMLDialogElement} */ (this.find(".scope-keys")).showModal(),
      leave: () => presenter.present(false),
    };
  }

  /** Show a new view, or the same one in another theme: the maps at once, the profile one frame later. */
  #showView() {
    const { computed } = this.store;
    if (!computed) return;
    if (computed.image !== this.#computed?.image) this.viewport.open(computed.image.cols, computed.image.rows);
    this.#computed = computed;
    this.painter.setMaps(computed);
    this.readout.label(computed, this.wipe.shows);
    this.chart.renew();
    this.#isProfileDue = true;
    this.#paintMaps();
    this.root.dataset.messages = String(Number(this.root.dataset.messages ?? 0) + 1);
    this.chart.load().then(() => requestAnimationFrame(() => this.#allowProfile()));
  }

  /** The maps are on the screen: draw the profile in the next frame. */
  #allowProfile() {
    this.#isProfileDue = false;
    this.#schedule();
  }

  /** Write the sentences that Python sends about the view. */
  #writeTexts() {
    this.find(".scope-headline").textContent = this.store.texts.headline;
    this.find(".scope-experiment").textContent = this.store.texts.experiment;
  }

  /** Paint the cursor at its new place; scroll it into the visible part, unless the visitor is moving it. */
  #onCursorChange() {
    const { place, isMoving } = this.cursor;
    if (this.#computed && !isMoving) this.viewport.reveal(place.row, place.col);
    this.#schedule();
  }

  /** Enlarge everything in presenter mode. */
  #applyPresenterMode() {
    const { isOn, send } = this.presenter;
    this.root.toggleAttribute("data-served", send !== null);
    if (isOn === this.root.hasAttribute("data-presenting")) return;
    this.root.toggleAttribute("data-presenting", isOn);
    this.find(".scope-present").textContent = isOn ? "Leave (Esc)" : "Present";
    if (isOn) this.root.scrollIntoView();
    this.chart.renew();
    this.#schedule();
  }

  /** Update the titles after a change of what the last panel shows. */
  #nameMaps() {
    if (!this.#computed) return;
    this.readout.nameMaps(this.#computed.view, this.wipe.shows);
    this.#schedule();
  }

  /** Put the cross at the place of the profile that is pointed at. @param {number|null} place  along the line */
  #pointAt(place) {
    const { row, col } = this.#cursor();
    const isRow = this.#computed.view.direction === "Row";
    this.#hovered = place === null ? null : isRow ? { row, col: place } : { row: place, col };
    this.#schedule();
  }

  /** Return the nearest pixel of the picture on which a value of the maps is centred. */
  #snapped(row, col) {
    const { layer } = this.#computed;
    return { row: centre(layer, nearest(layer, row, 0)), col: centre(layer, nearest(layer, col, 1)) };
  }

  #cursor() {
    return this.#snapped(this.cursor.place.row, this.cursor.place.col);
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    this.#frame = 0;
    if (this.#paintMaps() && !this.#isProfileDue) this.#drawProfile();
  }

  /** @returns {boolean} whether there was something to paint */
  #paintMaps() {
    if (!this.#computed || !this.cursor.place) return false;
    const { view } = this.#computed;
    const cursor = this.#cursor();
    const cross = this.#hovered ?? cursor;
    this.painter.draw(this.viewport.part);
    for (const stage of this.stages) mark(stage, this.viewport.part, cursor, view.direction === "Row", cross);
    this.readout.writeValues(this.#computed, cross, cursor, this.wipe.shows);
    this.#profile();
    this.root.dataset.revision = String(view.revision);
    return true;
  }

  /** Return the selected line; for a new one, write its corners. @returns {import("../core/profiles.js").RowProfile} */
  #profile() {
    const { image, layer, view } = this.#computed;
    const isRow = view.direction === "Row";
    const { row, col } = this.cursor.place;
    const index = isRow ? nearest(layer, row, 0) : nearest(layer, col, 1);
    if (this.#line.computed !== this.#computed || this.#line.index !== index) {
      this.#line = { computed: this.#computed, index, profile: rowProfile(image, layer, index, view.direction) };
      this.readout.writeCorners(this.#computed, this.#line.profile);
    }
    return this.#line.profile;
  }

  #drawProfile() {
    const { row, col } = this.#cursor();
    const { x, y, width, height } = this.viewport.part;
    const isRow = this.#computed.view.direction === "Row";
    const [from, size] = isRow ? [x, width] : [y, height];
    this.chart.draw({
      computed: this.#computed,
      profile: this.#profile(),
      range: [from - 0.5, from + size - 0.5],
      place: isRow ? col : row,
      isMoving: this.cursor.isMoving,
    });
  }
}
