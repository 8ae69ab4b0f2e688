// The scope: three linked maps, one line through all of them, and its live profile.
// Python computes and packs one message; here it is painted, and on release the cursor is reported.

import { clamp, inside, line, nearestSample, revealing, snap, written, zoomed } from "./geometry.js";
import { listenToKeys, listenToPage, listenToPointers } from "./input.js";
import { draw, legend, mark, negativeMask, painted } from "./panels.js";
import { plotly, themed, traces } from "./profile.js";
import { enlarged } from "./projector.js";
import { sketch } from "./sketch.js";
import { lookUp, spread, unpack } from "./unpack.js";
import { Wipe } from "./wipe.js";

const PANELS = ["input", "signed", "rectified"];
/** Values this close to zero, as a share of the limit, are not hatched. */
const QUIET = 0.04;
/** A panel is at most this many times as wide as high, or as high as wide. */
const FLATTEST = 4;
/** After so many ms without a move the line rests. */
const REST = 50;

/**
 * Where the cursor is; `seq` counts the reports of the browser within one session of the server.
 * @typedef {{row: number, col: number, seq: number, session: string}} Cursor
 */

/** @type {WeakMap<HTMLElement, Scope>} */
const scopes = new WeakMap();
/** The scope on the page, for the cursor that Python sends beside the message. @type {Scope|null} */
let current = null;
/** The newest cursor from Python. @type {Cursor|null} */
let wanted = null;
/** What Python says of the selected line. */
let said = "";
/** Tells Python where the cursor is now. @type {(place: object) => void} */
let report = () => {};

/** Which experiment that is, and its question; "" if none. */
let named = "";
/** Whether Python wants the presenter view. */
let isWanted = false;
/** Asks Python for what only Python can do, where it listens. @type {((what: string) => void)|null} */
let ask = null;

/** @typedef {Pick<import("./unpack.js").Message, "arrays"|"levels">} Taken */

/**
 * What Python has sent beside the message, by kind and id. An old one may still be on the page.
 * @type {Record<string, Map<number|string, Taken>>}
 */
const store = { picture: new Map(), sums: new Map(), lines: new Map() };

/** Called by Streamlit at first and whenever the message or the theme changes. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".scope");
  let scope = scopes.get(root);
  if (!scope) scopes.set(root, (scope = new Scope(root)));
  current = scope;
  scope.show(data);
  return () => scope.close();
}

/**
 * Move the cursor because Python says so, and report from now on where the visitor moves it.
 * @param {Cursor} cursor @param {string} headline @param {(place: object) => void} listener
 * @param {string} experiment what to write above the headline
 */
export function follow(cursor, headline, listener, experiment = "") {
  wanted = cursor;
  said = headline;
  named = experiment;
  report = listener;
  current?.obey(cursor);
}

/**
 * Enlarge everything for a projector or not, and ask from now on for what the keys mean.
 * @param {boolean} isOn @param {((what: string) => void)|null} listener
 */
export function attend(isOn = false, listener = null) {
  isWanted = isOn;
  ask = listener;
  current?.attend();
}

/**
 * Take arrays that the maps will need.
 * @param {string} kind @param {number|string} id @param {Taken} taken
 */
export function offer(kind, id, taken) {
  const kept = store[kind];
  kept.delete(id);
  kept.set(id, taken);
  if (kept.size > 2) kept.delete(kept.keys().next().value);
  current?.take(kind);
}

class Scope {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.stages = PANELS.map((name) => this.find(`[data-panel=${name}] .scope-stage`));
    this.canvases = this.stages.map((stage) => stage.querySelector("canvas"));
    this.values = PANELS.map((name) => this.find(`[data-panel=${name}] .scope-value`));
    this.plot = this.find(".scope-profile");
    this.seq = 0;
    this.dragging = false;
    this.hovered = null;
    this.shown = null;
    this.frame = 0;
    this.wipe = new Wipe(this.stages[2], this.find(".scope-wipe"), this.find(".scope-share"), () => this.nameLast());
    const actions = this.actions();
    const sheet = /** @type {HTMLDialogElement} */ (this.find(".scope-keys"));
    const commands = this.commands(sheet);
    this.stopListening = listenToPage({ ...actions, ...commands }, () => this.isPresenting);
    this.find(".scope-present").addEventListener("click", () => commands.present(!this.isPresenting));
    this.find(".scope-ask").addEventListener("click", commands.keys);
    for (const stage of this.stages) listenToPointers(stage, actions);
    listenToKeys(this.find(".scope-maps"), actions);
    for (const button of root.querySelectorAll("button[data-zoom]")) {
      const factor = Number(button.getAttribute("data-zoom"));
      button.addEventListener("click", () => (factor ? actions.zoom(factor, 0.5, 0.5) : actions.reset()));
    }
    this.observer = new ResizeObserver(() => this.schedule());
    for (const stage of this.stages) this.observer.observe(stage);
    this.observer.observe(this.plot);
    this.attend();
  }

  close() {
    this.stopListening();
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.resting);
    if (window["Plotly"]) window["Plotly"].purge(this.plot);
    if (current === this) current = null;
  }

  /** Take a new message, or the same one again under another theme. @param {Uint8Array} bytes */
  show(bytes) {
    this.waiting = bytes;
    if (bytes !== this.bytes && !this.read(bytes)) return;
    this.bytes = bytes;
    this.waiting = null;
    this.root.dataset.messages = String(Number(this.root.dataset.messages ?? 0) + 1);
    this.figureIsStale = true;
    this.isFresh = true;
    if (wanted) this.obey(wanted);
    this.paintMaps();
    plotly().then(
      () => requestAnimationFrame(() => this.settle()),
      (problem) => (this.plot.textContent = problem.message),
    );
  }

  /** The maps are on the screen: now the profile. */
  settle() {
    this.isFresh = false;
    this.schedule();
  }

  /** Something has come that a message may have waited for. @param {string} kind */
  take(kind) {
    if (kind === "lines" && this.row !== undefined) this.tellCorners();
    else if (this.waiting) this.show(this.waiting);
  }

  /** @param {Uint8Array} bytes @returns {boolean} whether all that this message needs is here */
  read(bytes) {
    const { header, arrays } = unpack(bytes);
    const [given, sums] = [store.picture.get(header.picture.id), store.sums.get(header.sums)];
    if (!given || !sums) return false;
    const before = this.header?.picture;
    Object.assign(this, { header, arrays, grid: header.grid, picture: header.picture, isRow: header.isRow });
    const table = { left: arrays.left, right: arrays.right, atZero: header.atZero, limit: header.limit };
    const signed = sums.levels.signed ?? { values: sums.arrays.signed, codes: null };
    const rectified = { values: lookUp(table, signed.values), codes: signed.codes };
    this.maps = [given.arrays.image, sums.arrays.signed, spread(rectified.values, rectified.codes)];
    this.whole = { rows: this.picture.height, cols: this.picture.width, stride: 1, offset: 0 };
    this.grids = [this.whole, this.grid, this.grid];
    const isNewPicture = before?.id !== this.picture.id;
    if (isNewPicture) this.view = this.full();
    const { rows, cols } = this.grid;
    const layer = (map, k) => painted(map, rows, cols, arrays.palette, header.ranges[k]);
    const picture = () => painted({ values: this.maps[0], codes: null }, this.whole.rows, this.whole.cols, arrays.grey, header.ranges[0]);
    this.layers = [isNewPicture ? picture() : this.layers[0], layer(signed, 1), layer(rectified, 2)];
    const mask = (map) => (header.isHatched ? negativeMask(map, rows, cols, QUIET * header.limit) : null);
    this.masks = [null, mask(signed), mask(rectified)];
    this.label();
    return true;
  }

  /** Write what stands around the maps. */
  label() {
    const { header } = this;
    this.root.dataset.direction = this.isRow ? "row" : "column";
    const ratio = this.picture.width / this.picture.height;
    const shown = clamp(ratio, 1 / FLATTEST, FLATTEST);
    this.root.style.setProperty("--scope-ratio", String(shown));
    const stretched = shown === ratio ? "" : "This narrow strip is stretched, so that it can be seen.";
    this.find(".scope-warning").textContent = header.warning || stretched;
    PANELS.forEach((name, k) => (this.find(`[data-panel=${name}] figcaption`).textContent = header.titles[k]));
    this.nameLast();
    legend(/** @type {HTMLCanvasElement} */ (this.find(".scope-colours canvas")), this.arrays.palette);
    this.root.querySelectorAll(".scope-colours [data-end]").forEach((element, k) => (element.textContent = header.legend[k]));
  }

  full() {
    return { x: 0, y: 0, width: this.picture.width, height: this.picture.height };
  }

  /** @param {Cursor} cursor */
  obey({ row, col, seq, session }) {
    this.find(".scope-headline").textContent = said;
    this.find(".scope-experiment").textContent = named;
    if (session !== this.session) this.seq = 0; // the server has begun anew
    this.session = session;
    if (!this.header || this.dragging || seq < this.seq) return;
    this.seq = seq;
    this.place(row, col);
    this.view = revealing(this.view, this.row, this.col, this.picture);
    this.schedule();
  }

  /** Do as the presenter view says. */
  attend() {
    this.root.toggleAttribute("data-served", ask !== null);
    this.present(isWanted);
  }

  get isPresenting() {
    return this.root.hasAttribute("data-presenting");
  }

  /** @param {boolean} isOn */
  present(isOn) {
    if (isOn === this.isPresenting) return;
    this.root.toggleAttribute("data-presenting", isOn);
    this.find(".scope-present").textContent = isOn ? "Leave (Esc)" : "Present";
    if (isOn) this.root.scrollIntoView();
    this.figureIsStale = true;
    this.schedule();
  }

  place(row, col) {
    this.row = snap(clamp(row, 0, this.picture.height - 1), this.grid.rows, this.grid);
    this.col = snap(clamp(col, 0, this.picture.width - 1), this.grid.cols, this.grid);
  }

  /** @returns {import("./input.js").Actions} */
  actions() {
    const at = (x, y) => [
      Math.floor(this.view.y + clamp(y, 0, 0.9999) * this.view.height),
      Math.floor(this.view.x + clamp(x, 0, 0.9999) * this.view.width),
    ];
    const look = (view) => {
      this.view = view;
      this.schedule();
    };
    const actions = {
      moveTo: (x, y) => {
        this.dragging = true;
        this.hovered = null;
        this.place(...at(x, y));
        this.schedule();
      },
      hover: (x, y) => {
        const [row, col] = at(x, y);
        this.hovered = { row, col };
        this.schedule();
      },
      press: () => {
        this.origin = [this.row, this.col];
      },
      takeBack: () => {
        if (!this.origin) return;
        this.place(...this.origin);
        actions.release();
      },
      leave: () => {
        this.hovered = null;
        this.schedule();
      },
      release: () => {
        this.dragging = false;
        this.find(".scope-hint").hidden = true;
        this.seq += 1;
        report({ row: this.row, col: this.col, seq: this.seq });
      },
      step: (rows, cols) => {
        this.dragging = true;
        const move = (value, by, count) => (nearestSample(value, count, this.grid) + by) * this.grid.stride + this.grid.offset;
        this.place(move(this.row, rows, this.grid.rows), move(this.col, cols, this.grid.cols));
        look(revealing(this.view, this.row, this.col, this.picture));
      },
      zoom: (factor, x, y) => {
        const [row, col] = at(x, y);
        look(zoomed(this.view, factor, { x: col, y: row }, this.picture));
      },
      pan: (dx, dy) => {
        const { x, y, width, height } = this.view;
        look(inside({ x: x + dx * width, y: y + dy * height, width, height }, this.picture));
      },
      reset: () => look(this.full()),
    };
    return actions;
  }

  /** @param {HTMLDialogElement} sheet */
  commands(sheet) {
    const commands = {
      next: () => ask?.("next"),
      previous: () => ask?.("previous"),
      palette: () => ask?.("palette"),
      wipe: () => this.wipe.toggle(),
      before: () => this.wipe.hold(true),
      after: () => this.wipe.hold(false),
      keys: () => sheet.showModal(),
      present: (isOn) => {
        this.present(isOn);
        ask?.(isOn ? "present" : "leave");
      },
      leave: () => commands.present(false),
    };
    return commands;
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.frame = 0;
    if (this.paintMaps() && !this.isFresh) this.drawProfile();
  }

  /** @returns {boolean} whether there was something to paint */
  paintMaps() {
    if (!this.header || this.row === undefined) return false;
    this.canvases.forEach((canvas, k) => this.drawPanel(canvas, k));
    if (!this.wipe.canvas.hidden) this.drawPanel(this.wipe.canvas, 1);
    const cross = this.hovered ?? { row: this.row, col: this.col };
    this.stages.forEach((stage) => mark(stage, this.view, this.row, this.col, this.isRow, cross));
    this.tellValues(cross);
    this.tellCorners();
    this.bytesPainted = this.bytes;
    return true;
  }

  drawPanel(canvas, k) {
    const key = [canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio, ...Object.values(this.view)].join();
    if (canvas.dataset.key === key && this.bytesPainted === this.bytes) return;
    draw(canvas, this.layers[k], this.grids[k], this.view, this.masks[k]);
    canvas.dataset.key = key;
  }

  /** Write the three values under the cross. */
  tellValues({ row, col }) {
    const { digits } = this.header;
    const r = nearestSample(row, this.grid.rows, this.grid);
    const c = nearestSample(col, this.grid.cols, this.grid);
    const [onRow, onCol] = [r * this.grid.stride + this.grid.offset, c * this.grid.stride + this.grid.offset];
    const input = this.maps[0][onRow * this.picture.width + onCol];
    const [signed, rectified] = [this.maps[1], this.maps[2]].map((map) => map[r * this.grid.cols + c]);
    const sign = signed < 0 ? "negative" : signed > 0 ? "positive" : "zero";
    this.values[0].textContent = `row ${onRow}, column ${onCol}: ${written(input, 3)}`;
    this.values[1].textContent = `${written(signed, digits)} (${sign})`;
    const after = written(rectified, digits);
    const last = { before: this.values[1].textContent, both: `before ${written(signed, digits)}, after ${after}`, after };
    this.values[2].textContent = last[this.wipe.shows];
    const slider = this.find(".scope-maps");
    slider.setAttribute("aria-valuemax", String((this.isRow ? this.picture.height : this.picture.width) - 1));
    slider.setAttribute("aria-valuenow", String(this.isRow ? this.row : this.col));
    slider.setAttribute("aria-valuetext", `row ${onRow}, column ${onCol}: input ${written(input, 3)}, before ${written(signed, digits)}, after ${written(rectified, digits)}`);
  }

  /** The last panel shows something else: name it and paint it. */
  nameLast() {
    if (!this.header) return;
    const { titles } = this.header;
    const title = { before: titles[1], both: `${titles[1]}, and after`, after: titles[2] }[this.wipe.shows];
    this.find("[data-panel=rectified] figcaption").textContent = title;
    this.schedule();
  }

  /** Write the steps and bends of the line, which Python measured for every line. */
  tellCorners() {
    const lines = store.lines.get(this.header.lines)?.arrays;
    if (!lines) return;
    const index = this.index();
    const { digits, verdicts } = this.header;
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-measure]"))) {
      cell.textContent = written(lines[cell.dataset.measure][index], digits);
    }
    this.find(".scope-verdict").textContent = verdicts[lines.verdict[index]];
    const count = lines.crossings[index];
    this.find(".scope-crossings").textContent = `${count} zero crossing${count === 1 ? "" : "s"}`;
  }

  /** Index of the selected line among the lines of the maps. */
  index() {
    return this.isRow ? nearestSample(this.row, this.grid.rows, this.grid) : nearestSample(this.col, this.grid.cols, this.grid);
  }

  lines() {
    const { stride, offset, rows, cols } = this.grid;
    const index = this.index();
    const along = index * stride + offset;
    return {
      input: line(this.maps[0], this.whole.rows, this.whole.cols, along, this.isRow),
      signed: line(this.maps[1], rows, cols, index, this.isRow),
      rectified: line(this.maps[2], rows, cols, index, this.isRow),
      stride,
      offset,
      limit: this.header.limit,
    };
  }

  /** How much larger than on a desk everything is; the style knows. */
  scale() {
    return Number(getComputedStyle(this.root).getPropertyValue("--scope-scale"));
  }

  drawProfile() {
    const Plotly = window["Plotly"];
    if (!Plotly) return;
    const drawn = traces(this.lines());
    const [from, size] = this.isRow ? [this.view.x, this.view.width] : [this.view.y, this.view.height];
    const range = [from - 0.5, from + size - 0.5];
    const place = this.isRow ? this.col : this.row;
    const width = this.plot.clientWidth;
    if (width !== this.widthShown) {
      Plotly.purge(this.plot); // its legend would not find a new place
      this.figureIsStale = true;
    }
    if (this.figureIsStale) this.figure = enlarged(this.header.figure, this.scale());
    const { data, layout: given } = this.figure;
    const layout = { ...given, width, xaxis: { ...given.xaxis, range } };
    const frame = range.join();
    const key = [frame, this.index(), place].join();
    if (this.figureIsStale) {
      clearTimeout(this.resting);
      const filled = data.map((trace, k) => ({ ...trace, x: drawn.x[k], y: drawn.y[k] }));
      Plotly.react(this.plot, filled, themed(layout, this.root), { displayModeBar: false, responsive: false });
      this.figureIsStale = false;
      this.linkHover();
    } else if (key !== this.shown) this.moveLines(drawn, { data, layout }, frame !== this.frameShown);
    this.markPlace(place, range);
    this.shown = key;
    this.frameShown = frame;
    this.widthShown = width;
  }

  /**
   * Give the chart new points: by hand while the line is dragged, by Plotly when it rests.
   * @param {ReturnType<typeof traces>} drawn @param {{data: any[], layout: any}} figure @param {boolean} isReframed
   */
  moveLines(drawn, figure, isReframed) {
    const Plotly = window["Plotly"];
    clearTimeout(this.resting);
    if (isReframed) Plotly.update(this.plot, drawn, { "xaxis.range": figure.layout.xaxis.range });
    else if (this.dragging && sketch(this.plot, drawn, figure)) {
      this.resting = setTimeout(() => Plotly.restyle(this.plot, drawn), REST);
    } else Plotly.restyle(this.plot, drawn);
  }

  /** Draw the dotted line at the selected pixel, above the chart: moving it there would cost Plotly a layout. */
  markPlace(place, [low, high]) {
    const { l, r, t, b } = /** @type {any} */ (this.plot)._fullLayout._size;
    const mark = this.find(".scope-place");
    const share = (place - low) / (high - low);
    mark.hidden = share < 0 || share > 1;
    mark.style.left = `calc(${l}px + ${share} * (100% - ${l + r}px))`;
    [mark.style.top, mark.style.bottom] = [`${t}px`, `${b}px`];
  }

  /** Show in the maps where the pointer is on the profile. */
  linkHover() {
    const plot = /** @type {any} */ (this.plot);
    const hover = (cross) => {
      this.hovered = cross;
      this.schedule();
    };
    plot.removeAllListeners("plotly_hover").removeAllListeners("plotly_unhover");
    plot.on("plotly_hover", ({ points }) => {
      const place = points[0].x;
      hover(this.isRow ? { row: this.row, col: place } : { row: place, col: this.col });
    });
    plot.on("plotly_unhover", () => hover(null));
  }
}
