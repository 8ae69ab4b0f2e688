// The live profile: Plotly draws the figure of a view, a drag only swaps its points.

import { corner } from "../core/activations.js";
import { profile as profileFigure } from "../core/figures.js";
import { plotly, themed } from "../page/plotly.js";
import { redrawLines } from "./fast_profile.js";
import { enlarged, traces } from "./profile_figure.js";

/** Plotly redraws the profile so many ms after the last move of a drag. */
const REDRAW_DELAY = 50;

/**
 * What of a view is drawn.
 * @typedef {object} Shown
 * @property {import("./store.js").Computed} computed
 * @property {import("../core/profiles.js").RowProfile} profile  of the selected line
 * @property {[number, number]} range  the visible part of the line, in pixels
 * @property {number} place  of the cursor along the line
 * @property {boolean} isMoving  whether the visitor drags the line
 */

export class ProfileChart {
  /**
   * @param {HTMLElement} plot  Plotly draws into it
   * @param {HTMLElement} mark  the dotted line at the selected pixel
   * @param {HTMLElement} root  whose style knows the colours and how much larger than on a desk everything is
   * @param {(place: number|null) => void} hover  called with the place along the line that is pointed at
   */
  constructor(plot, mark, root, hover) {
    Object.assign(this, { plot, mark, root, hover });
    this.isStale = true;
    this.width = 0;
    this.drawn = "";
    this.redrawTimer = 0;
  }

  /** Redraw the whole figure next time, after a change of the view, the theme or the size of the type. */
  renew() {
    this.isStale = true;
  }

  /**
   * Load Plotly; if that fails, show the error in place of the chart.
   * @returns {Promise<unknown>} never rejected
   */
  load() {
    return plotly().catch((problem) => (this.plot.textContent = problem.message));
  }

  /** Draw the line of a view, if Plotly is loaded. @param {Shown} shown */
  draw({ computed, profile, range, place, isMoving }) {
    const Plotly = window["Plotly"];
    if (!Plotly) return;
    const { stride, offset, limit } = computed.layer;
    const width = this.plot.clientWidth;
    if (width !== this.width) {
      Plotly.purge(this.plot); // its legend would not find a new place
      this.isStale = true;
    }
    if (this.isStale) this.figure = enlarged(figureOf(computed), this.#scale());
    const { data, layout: given } = this.figure;
    const layout = { ...given, width, xaxis: { ...given.xaxis, range } };
    const points = traces(profile, { stride, offset, limit });
    const isReframed = range.join() !== this.frame;
    if (this.isStale) this.#drawAll(Plotly, points, { data, layout });
    else if (isReframed || profile.signed !== this.profile?.signed) this.#movePoints(Plotly, points, { data, layout }, { isReframed, isMoving });
    this.#markPlace(place, range);
    Object.assign(this, { profile, frame: range.join(), width, isStale: false });
    this.plot.dataset.revision = String(computed.view.revision);
  }

  /** Remove the chart. */
  close() {
    clearTimeout(this.redrawTimer);
    window["Plotly"]?.purge(this.plot);
  }

  #scale() {
    return Number(getComputedStyle(this.root).getPropertyValue("--scope-scale"));
  }

  #drawAll(Plotly, points, { data, layout }) {
    clearTimeout(this.redrawTimer);
    const filled = data.map((trace, k) => ({ ...trace, x: points.x[k], y: points.y[k] }));
    Plotly.react(this.plot, filled, themed(layout, this.root), { displayModeBar: false, responsive: false });
    const plot = /** @type {any} */ (this.plot);
    plot.removeAllListeners("plotly_hover").removeAllListeners("plotly_unhover");
    plot.on("plotly_hover", ({ points: [{ x }] }) => this.hover(x));
    plot.on("plotly_unhover", () => this.hover(null));
  }

  /** Give the chart new points: with fast_profile.js during a drag, and with Plotly after it. */
  #movePoints(Plotly, points, figure, { isReframed, isMoving }) {
    clearTimeout(this.redrawTimer);
    if (isReframed) Plotly.update(this.plot, points, { "xaxis.range": figure.layout.xaxis.range });
    else if (isMoving && redrawLines(this.plot, points, figure)) {
      this.redrawTimer = setTimeout(() => Plotly.restyle(this.plot, points), REDRAW_DELAY);
    } else Plotly.restyle(this.plot, points);
  }

  /** Move the dotted line, an element above the chart: moving a shape of Plotly's is a layout of the chart. */
  #markPlace(place, [low, high]) {
    const { l, r, t, b } = /** @type {any} */ (this.plot)._fullLayout._size;
    const share = (place - low) / (high - low);
    this.mark.hidden = share < 0 || share > 1;
    this.mark.style.left = `calc(${l}px + ${share} * (100% - ${l + r}px))`;
    [this.mark.style.top, this.mark.style.bottom] = [`${t}px`, `${b}px`];
  }
}

/** Return the figure of a view, its lines without points. @type {(computed: import("./store.js").Computed) => any} */
function figureOf({ view: { direction, layer: settings }, image, layer }) {
  return profileFigure({
    limit: layer.sharedLimit,
    length: direction === "Row" ? image.cols : image.rows,
    direction,
    activation: settings.activation,
    hasCorner: corner(settings.activation, settings).some((jump) => jump !== 0),
  });
}
