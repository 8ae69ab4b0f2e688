// The scope: three linked maps, one line through all of them, and its live profile. This module puts the parts
// together and paints; what is shown comes from the store, the cursor and the presenter.

import { PALETTE_ROWS, TAGLINE } from "../core/catalog.js";
import { centre, nearest } from "../core/layer.js";
import { Menu, Segments, showChoices } from "../controls/choices.js";
import { PlayButton } from "../controls/play.js";
import { write, writeAttribute } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { addIcons } from "../page/icons.js";
import { ProfileChart } from "./chart.js";
import { listenToGlass } from "./glass.js";
import { listenToKeys, listenToPage, listenToPointers } from "./input.js";
import { Listening } from "./listening.js";
import { A, BEFORE, INPUT, mark, Painter } from "./painter.js";
import { Pinning } from "./pinning.js";
import { Readout } from "./readout.js";
import { samePart, Viewport } from "./viewport.js";
import { Wipe } from "./wipe.js";

export class Scope {
  /** @type {import("../model/store.js").Computed|null} */
  #computed = null;
  /** The pixel that is pointed at. @type {{row: number, col: number}|null} */
  #hovered = null;
  /** Whether the profile waits for the first frame with the maps of a new view. */
  #isProfileDue = false;
  /** The line whose corners are written. */
  #written = null;
  #theme = "";
  #stop = new AbortController();

  /** @param {HTMLElement} root  of components/scope.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    const { store, cursor, presenter, reader } = model;
    Object.assign(this, { root, model, store, cursor, presenter, reader });
    this.find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    addIcons(root);
    this.stages = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".scope-stage")]);
    this.viewport = new Viewport();
    this.readout = new Readout(root);
    this.wipe = new Wipe(this.stages[2], this.find(".scope-wipe"), this.find(".scope-share"), () => this.#nameMaps());
    this.painter = new Painter(this.stages.map((stage) => stage.querySelector("canvas")), this.wipe.canvas);
    this.pinning = new Pinning(root, model, () => this.#nameMaps());
    this.chart = new ProfileChart(root);
    this.listening = new Listening(root);
    this.looks = [
      new Segments(this.find("[data-part=direction]"), model, "direction"),
      new Menu(this.find("[data-part=palette]"), model, "palette"),
    ];
    this.play = this.#playButton();
    write(this.find(".scope-tagline"), TAGLINE);
    this.frame = new Frame(() => this.#paint());
    this.#listenToVisitor();
    this.#listenToModel();
    this.#applyPresenterMode();
    showChoices(this.looks, model.settings);
    this.#receive();
    if (store.computed) this.#showView();
  }

  /** Stop listening and painting. */
  close() {
    this.#stop.abort();
    this.play.stop();
    this.observer.disconnect();
    this.frame.close();
    this.chart.close();
    this.listening.close();
  }

  #listenToModel() {
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(this.store, "change", () => this.frame.ask());
    on(this.model.owner, "change", () => {
      showChoices(this.looks, this.model.settings);
      this.#showState();
    });
    on(this.model, "receive", () => this.#receive());
    on(this.model.history, "change", () => this.#offerSteps());
    on(this.cursor, "change", () => this.#onCursorChange());
    on(this.presenter, "change", () => this.#applyPresenterMode());
    this.observer = new ResizeObserver(() => {
      this.#measure();
      this.frame.askLater();
    });
    for (const place of [...this.stages, this.find(".scope-profile")]) this.observer.observe(place);
  }

  #listenToVisitor() {
    const actions = this.#actions();
    const commands = this.#commands();
    for (const stage of this.stages) listenToPointers(stage, actions);
    listenToGlass(this.find(".scope-glass"), this.#glassActions(actions));
    listenToKeys(this.find(".scope-maps"), actions);
    listenToPage({ ...actions, ...commands }, () => this.presenter.isOn, this.#stop.signal);
    this.find(".scope-undo").addEventListener("click", commands.undo);
    this.find(".scope-redo").addEventListener("click", commands.redo);
    this.find(".scope-present").addEventListener("click", () => this.presenter.present(!this.presenter.isOn));
    this.find(".scope-ask").addEventListener("click", commands.keys);
    this.find(".scope-full").addEventListener("click", () => this.#showFullScale(!this.chart.isFull));
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
      this.frame.ask();
    };
    const look = (change) => {
      change();
      this.frame.ask();
    };
    const moveTo = (row, col) => {
      if (!this.#computed) return;
      this.#hovered = null;
      const { row: r, col: c } = this.#snapped(row, col);
      cursor.moveTo(r, c);
    };
    const step = (rows, cols) => {
      if (!this.#computed || !cursor.place) return;
      const { stride } = this.#computed.layer;
      const { row, col } = this.#cursor();
      moveTo(row + rows * stride, col + cols * stride);
      look(() => viewport.reveal(cursor.place.row, cursor.place.col));
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
      step,
      slide: (lines) => (this.#computed?.view.direction === "Row" ? step(lines, 0) : step(0, lines)),
      zoom: (factor, x, y) => look(() => viewport.zoom(factor, x, y)),
      pan: (dx, dy) => look(() => viewport.pan(dx, dy)),
      reset: () => look(() => viewport.reset()),
    };
  }

  /**
   * What a pointer does over the profile, whose places are shares of the visible part of the line.
   * @param {import("./input.js").Actions} actions  over the maps
   * @returns {import("./glass.js").GlassActions}
   */
  #glassActions({ press, takeBack, release, reset }) {
    const { cursor, viewport } = this;
    const isRow = () => this.#computed?.view.direction === "Row";
    const along = (place) => viewport.pixelAt(place, place)[isRow() ? 1 : 0];
    return {
      hover: (place) => this.#pointAt(place === null ? null : along(place)),
      press,
      choose: (place) => {
        if (!this.#computed) return;
        const { row, col } = this.#cursor();
        const chosen = isRow() ? this.#snapped(row, along(place)) : this.#snapped(along(place), col);
        cursor.moveTo(chosen.row, chosen.col);
        release();
      },
      zoom: (from, to) => {
        if (!this.#computed) return;
        const { row, col } = this.#cursor();
        viewport.zoomTo(from, to, isRow() ? row : col, isRow());
        this.frame.ask();
      },
      takeBack,
      reset,
    };
  }

  /** Give the profile the range of the whole map, or that of the line. @param {boolean} isFull */
  #showFullScale(isFull) {
    this.chart.showFullScale(isFull);
    this.find(".scope-full").setAttribute("aria-pressed", String(isFull));
    this.frame.ask();
  }

  /** @returns {import("./input.js").Commands} */
  #commands() {
    const { presenter, wipe } = this;
    return {
      next: () => presenter.send?.("next"),
      previous: () => presenter.send?.("previous"),
      time: () => presenter.dispatchEvent(new Event("time")),
      palette: () => this.model.commit({ palette: nextPalette(this.model.settings.palette) }),
      undo: () => this.model.undo(),
      redo: () => this.model.redo(),
      wipe: () => wipe.toggle(),
      before: () => wipe.hold(true),
      after: () => wipe.hold(false),
      keys: () => /** @type {HTMLDialogElement} */ (this.find(".scope-keys")).showModal(),
      leave: () => presenter.present(false),
    };
  }

  /** Show a view: in the first one the maps at once, the profile as soon as Plotly is there; else both together. */
  #showView() {
    const { computed } = this.store;
    const isFirst = !this.#computed;
    const isNewPicture = computed.image !== this.#computed?.image;
    if (isNewPicture) this.viewport.open(computed.image.cols, computed.image.rows);
    this.#computed = computed;
    this.painter.setMaps(computed);
    this.wipe.compare(computed.pinned !== null);
    this.readout.label(computed, this.#looks());
    if (isNewPicture) this.#measure();
    if (!isFirst) return;
    this.#isProfileDue = true;
    this.#paintMaps();
    this.chart.load().then(() => requestAnimationFrame(() => this.#allowProfile()));
  }

  /** The last row or column of the picture. @param {boolean} isRow */
  #lastPlace(isRow) {
    const { rows = 1, cols = 1 } = this.#computed?.image ?? {};
    return (isRow ? rows : cols) - 1;
  }

  /** Measure the panels and the chart. */
  #measure() {
    this.painter.measure();
    this.chart.measure();
  }

  /** The maps are on the screen: draw the profile in the next frame. */
  #allowProfile() {
    this.#isProfileDue = false;
    this.frame.ask();
  }

  /** Tell whether Python has confirmed the view. */
  #showState() {
    writeAttribute(this.root, "data-state", this.model.owner.isAhead ? "ahead" : "answered");
  }

  /** Show what Python says: the name of the experiment, the parts that are left out, whether it has confirmed the view. */
  #receive() {
    const { hidden } = this.model;
    const isOther = this.readout.showTitle(this.model, this.presenter.isOn);
    if (isOther && this.presenter.isOn) this.root.scrollIntoView(); // it has pushed the rest down
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-part]"))) {
      part.hidden = hidden.includes(part.dataset.part);
    }
    this.pinning.show();
    this.#showState();
    this.#offerSteps();
    this.#noticeTheme();
    this.frame.ask();
  }

  /** Draw the profile anew in the colours of another theme. */
  #noticeTheme() {
    const style = getComputedStyle(this.root);
    const theme = ["--st-text-color", "--st-background-color"].map((name) => style.getPropertyValue(name)).join();
    if (theme !== this.#theme) this.chart.renew();
    this.#theme = theme;
  }

  #offerSteps() {
    const { canUndo, canRedo } = this.model.history;
    /** @type {HTMLButtonElement} */ (this.find(".scope-undo")).disabled = !canUndo;
    /** @type {HTMLButtonElement} */ (this.find(".scope-redo")).disabled = !canRedo;
  }

  /** A button that moves the line over the picture and back. */
  #playButton() {
    const isRow = () => this.model.settings.direction === "Row";
    const name = () => (isRow() ? "row" : "col");
    const play = new PlayButton("the line", {
      range: () => ({ low: 0, high: this.#lastPlace(isRow()), step: 1 }),
      get: () => Number(this.model.settings[name()]),
      set: (value) => this.model.change({ [name()]: value }),
      stopped: () => this.model.reporter.now(),
    });
    this.find(".scope-play").replaceWith(play.button);
    return play;
  }

  /** Paint the cursor at its new place; scroll it into the visible part, unless the visitor is moving it. */
  #onCursorChange() {
    const { place, isMoving } = this.cursor;
    if (this.#computed && !isMoving) this.viewport.reveal(place.row, place.col);
    this.frame.ask();
  }

  /** Enlarge everything in presenter mode. */
  #applyPresenterMode() {
    const { isOn, send } = this.presenter;
    this.root.toggleAttribute("data-served", send !== null);
    if (isOn === this.root.hasAttribute("data-presenting")) return;
    this.root.toggleAttribute("data-presenting", isOn);
    write(this.find(".scope-present .scope-label"), isOn ? "Leave (Esc)" : "Present");
    this.readout.showTitle(this.model, isOn);
    if (isOn) this.root.scrollIntoView();
    this.#measure();
    this.chart.renew();
    this.frame.ask();
  }

  /** What the first and the last panel show. @returns {import("./readout.js").Looks} */
  #looks() {
    return { isOfA: this.#computed.pinned !== null && this.pinning.isAChosen, last: this.wipe.shows };
  }

  /** Update the titles after a change of what the first or the last panel shows. */
  #nameMaps() {
    if (!this.#computed) return;
    this.readout.nameMaps(this.#computed, this.#looks());
    this.frame.ask();
  }

  /** Put the cross at the place of the profile that is pointed at. @param {number|null} place  along the line */
  #pointAt(place) {
    if (!this.#computed) return;
    this.chart.label(place);
    const { row, col } = this.#cursor();
    const isRow = this.#computed.view.direction === "Row";
    this.#hovered = place === null ? null : isRow ? { row, col: place } : { row: place, col };
    this.frame.ask();
  }

  /** Return the nearest pixel of the picture on which a value of the maps is centred. */
  #snapped(row, col) {
    const { layer } = this.#computed;
    return { row: centre(layer, nearest(layer, row, 0)), col: centre(layer, nearest(layer, col, 1)) };
  }

  #cursor() {
    return this.#snapped(this.cursor.place.row, this.cursor.place.col);
  }

  #paint() {
    const { computed } = this.store;
    if (computed && computed !== this.#computed) this.#showView();
    if (this.#paintMaps() && !this.#isProfileDue) this.#drawProfile();
  }

  /** @returns {boolean} whether there was something to paint */
  #paintMaps() {
    if (!this.#computed || !this.cursor.place) return false;
    const { view, image, pinned } = this.#computed;
    const { part } = this.viewport;
    const [cursor, looks] = [this.#cursor(), this.#looks()];
    const cross = this.#hovered ?? cursor;
    this.painter.choose(looks.isOfA ? A : INPUT, pinned && !this.wipe.isHeld ? A : BEFORE);
    this.painter.draw(part, pinned ? samePart(part, image, pinned.image) : part);
    for (const stage of this.stages) mark(stage, part, cursor, view.direction === "Row", cross);
    this.readout.writeValues(this.#computed, cross, cursor, looks);
    this.#writeLine();
    this.root.dataset.revision = String(view.revision);
    return true;
  }

  /** Write the headline, and for another line or activation its corners. */
  #writeLine() {
    const { line, pixel } = this.reader;
    write(this.find(".scope-headline"), pixel.headline);
    const written = `${this.#computed.view.revision} ${this.cursor.place.row} ${this.cursor.place.col}`;
    if (written === this.#written) return;
    this.#written = written;
    this.readout.writeCorners(this.#computed, line);
  }

  #drawProfile() {
    const { row, col } = this.#cursor();
    const { x, y, width, height } = this.viewport.part;
    const isRow = this.#computed.view.direction === "Row";
    const [from, size] = isRow ? [x, width] : [y, height];
    const shown = {
      computed: this.#computed,
      profile: this.reader.line,
      pinned: this.reader.pinnedLine,
      range: [from - 0.5, from + size - 0.5],
      place: isRow ? col : row,
    };
    this.chart.draw(shown);
    this.listening.show(shown);
  }
}

/** The palette after one, in the order of the menu. @type {(name: string|number) => string} */
function nextPalette(name) {
  const names = PALETTE_ROWS.map((row) => row.name);
  return names[(names.indexOf(String(name)) + 1) % names.length];
}
