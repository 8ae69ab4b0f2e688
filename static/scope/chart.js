// The live profile: Plotly draws the figure; while something moves, its lines are moved without Plotly.

import { corner, slopesAtZero, valuesAtZero } from "../core/activations.js";
import { profile as profileFigure } from "../core/figures.js";
import { digitsFor } from "../core/notation.js";
import { fittedRange, fullRange } from "../core/profiles.js";
import { write } from "../page/elements.js";
import { plotly, themed } from "../page/plotly.js";
import { drawnParts, redrawFigure } from "./fast_profile.js";
import { showLegend } from "./legend.js";
import { calm, drawnValues, places, sized, traces, withoutScale, worded } from "./profile_figure.js";
import { showScale } from "./scale.js";

/** Plotly redraws the profile so many ms after the last change: longer than a frame takes on a slow machine. */
const REDRAW_DELAY = 150;
/** A chart is drawn as if it had at least so many px of height. */
const LOWEST = 110;

/**
 * What of a view is drawn.
 * @typedef {object} Shown
 * @property {import("../model/store.js").Computed} computed
 * @property {import("../core/profiles.js").RowProfile} profile  of the selected line
 * @property {import("../core/profiles.js").RowProfile|null} pinned  the line of view A
 * @property {[number, number]} range  the visible part of the line, in pixels
 * @property {number} place  of the cursor along the line
 */

export class ProfileChart {
  /** @param {HTMLElement} root  of components/scope.html; its style knows the colours and how much is enlarged */
  constructor(root) {
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.scope-${name}`));
    this.root = root;
    /** Plotly draws into `plot`; `mark` is the dotted line at the selected pixel. */
    Object.assign(this, { chart: find("plot"), plot: find("profile"), mark: find("place"), scale: find("scale"), legend: find("legend") });
    /** Whether the maps' axis has the range of the whole map, and not that of the line. */
    this.isFull = false;
    /** The range of the maps' axis. @type {[number, number]} */
    this.span = [-1, 1];
    this.factor = 1;
    this.size = [0, 0];
    /** The parts that Plotly has drawn; null if they cannot be moved. @type {import("./fast_profile.js").Drawn|null} */
    this.drawn = null;
    this.frame = "";
    /** The timer of Plotly's redrawing; 0 while nothing moves. */
    this.redrawTimer = 0;
  }

  /** Redraw the whole figure next time, after a change of the view or the theme. */
  renew() {
    this.frame = "";
  }

  /** Give the maps' axis the range of the whole map, or that of the line. @param {boolean} isFull */
  showFullScale(isFull) {
    this.isFull = isFull;
    this.frame = "";
  }

  /** Measure the place of the chart and the size of the type, after a change of the page. */
  measure() {
    this.factor = Number(getComputedStyle(this.root).getPropertyValue("--scope-scale"));
    this.size = [this.plot.clientWidth, Math.max(this.plot.clientHeight, LOWEST * this.factor)];
  }

  /**
   * Load Plotly; if that fails, show the error in place of the chart.
   * @returns {Promise<unknown>} never rejected
   */
  load() {
    return plotly().catch((problem) => write(this.plot, problem.message));
  }

  /** Draw the line of a view, if Plotly is loaded. @param {Shown} shown */
  draw(shown) {
    if (!window["Plotly"]) return;
    const { computed, profile, pinned, range } = shown;
    const frame = [computed.view.direction, pinned !== null, ...range, ...this.size, this.factor].join();
    const isMoved = computed !== this.shown?.computed || profile !== this.shown?.profile;
    const isStale = frame !== this.frame || (isMoved && !this.drawn);
    Object.assign(this, { shown, frame });
    if (isStale) this.#drawAll();
    else if (isMoved) this.#move();
    this.#markPlace();
    this.plot.dataset.revision = String(computed.view.revision);
  }

  /** Show the values of the lines at a place, unless they are moving. @param {number|null} place  along the line */
  label(place) {
    const { Fx } = window["Plotly"] ?? {};
    if (!Fx || !this.drawn || this.redrawTimer) return;
    if (place === null) Fx.unhover(this.plot);
    else Fx.hover(this.plot, { xval: place }, ["xy", "xy2"]);
  }

  /** Remove the chart. */
  close() {
    clearTimeout(this.redrawTimer);
    window["Plotly"]?.purge(this.plot);
  }

  /** Move the drawn lines, and have Plotly draw them as soon as nothing moves any more. */
  #move() {
    if (!this.redrawTimer) window["Plotly"].Fx.unhover(this.plot);
    this.span = this.#range();
    const figure = this.#figure();
    redrawFigure(this.drawn, figure);
    clearTimeout(this.redrawTimer);
    this.redrawTimer = setTimeout(() => this.#drawAll(), REDRAW_DELAY);
  }

  #drawAll() {
    clearTimeout(this.redrawTimer);
    this.redrawTimer = 0;
    this.span = this.#range();
    const { data, layout } = this.#figure();
    const options = { displayModeBar: false, responsive: false };
    const written = worded(data, digitsFor(this.shown.computed.limit));
    window["Plotly"].react(this.plot, written, themed(withoutScale(layout), this.root), options);
    this.drawn = drawnParts(this.plot, { data });
    for (const [side, name] of Object.entries({ l: "left", r: "right", t: "top", b: "bottom" })) {
      this.chart.style.setProperty(`--${name}`, `${layout.margin[side]}px`);
    }
  }

  /** The range of the maps' axis. @returns {[number, number]} */
  #range() {
    const { computed: { limit }, profile, pinned } = this.shown;
    if (this.isFull) return fullRange(limit);
    return calm(fittedRange(...drawnValues(profile, pinned), { limit }), this.span, this.redrawTimer !== 0);
  }

  /** The figure of what is shown, in the size of the page; its legend and its upright axes are shown at once. */
  #figure() {
    const { computed, profile, range } = this.shown;
    const [[width, height], factor, span] = [this.size, this.factor, this.span];
    const { layer, view } = computed;
    const settings = view.layer;
    const placed = places(height, factor);
    const { data, layout } = sized(figureOf(computed, span, placed.mostTicks), { width, height, factor }, placed);
    const slopes = slopesAtZero(settings.activation, settings);
    const points = traces(profile, { layer, span, atZero: valuesAtZero(settings.activation, settings), slopes, pinned: pinnedLine(this.shown) });
    layout.xaxis.range = range;
    showLegend(this.legend, data);
    showScale(this.scale, layout, placed.isLow);
    return { data: data.map((trace, k) => ({ ...trace, x: points.x[k], y: points.y[k] })), layout };
  }

  /** Move the dotted line, an element above the chart: moving a shape of Plotly's is a layout of the chart. */
  #markPlace() {
    const { place, range: [low, high] } = this.shown;
    const share = (place - low) / (high - low);
    this.mark.hidden = share < 0 || share > 1;
    this.mark.style.left = `calc(var(--left) + ${share} * (100% - var(--left) - var(--right)))`;
  }
}

/** The line of view A with what is needed to draw it. @param {Shown} shown @returns {import("./profile_figure.js").PinnedLine|null} */
function pinnedLine({ computed: { view, image, pinned: a }, pinned: profile }) {
  if (!profile) return null;
  const { activation } = a.view.layer;
  const length = ({ rows, cols }) => (view.direction === "Row" ? cols : rows);
  return { profile, atZero: valuesAtZero(activation, a.view.layer), scale: length(image) / length(a.image) };
}

/**
 * The figure of a view, its lines without points.
 * @type {(computed: import("../model/store.js").Computed, span: [number, number], mostTicks: number) => any}
 */
function figureOf({ view: { direction, layer: settings }, image, pinned }, span, mostTicks) {
  const [jump, bend] = corner(settings.activation, settings);
  return profileFigure({
    span,
    length: direction === "Row" ? image.cols : image.rows,
    direction,
    activation: settings.activation,
    mark: jump ? "Jump" : bend ? "Corner" : "Zero crossing",
    mostTicks,
    hasPinned: pinned !== null,
  });
}
