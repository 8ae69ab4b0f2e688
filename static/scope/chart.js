// The live profile: Plotly draws the figure; while something moves, its lines are moved without Plotly.

import { corner } from "../core/activations.js";
import { profile as profileFigure } from "../core/figures.js";
import { plotly, themed } from "../page/plotly.js";
import { drawnParts, redrawFigure } from "./fast_profile.js";
import { enlarged, traces } from "./profile_figure.js";

/** Plotly redraws the profile so many ms after the last change: longer than a frame takes on a slow machine. */
const REDRAW_DELAY = 150;

/**
 * What of a view is drawn.
 * @typedef {object} Shown
 * @property {import("../model/store.js").Computed} computed
 * @property {import("../core/profiles.js").RowProfile} profile  of the selected line
 * @property {[number, number]} range  the visible part of the line, in pixels
 * @property {number} place  of the cursor along the line
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
    this.scale = 1;
    /** The parts that Plotly has drawn; null if they cannot be moved. @type {import("./fast_profile.js").Drawn|null} */
    this.drawn = null;
    this.width = 0;
    this.drawnWidth = 0;
    this.frame = "";
    this.redrawTimer = 0;
  }

  /** Redraw the whole figure next time, after a change of the view, the theme or the size of the type. */
  renew() {
    this.scale = Number(getComputedStyle(this.root).getPropertyValue("--scope-scale"));
    this.isStale = true;
  }

  /** Measure the place of the chart, after a change of the page. */
  measure() {
    this.width = this.plot.clientWidth;
  }

  /**
   * Load Plotly; if that fails, show the error in place of the chart.
   * @returns {Promise<unknown>} never rejected
   */
  load() {
    return plotly().catch((problem) => (this.plot.textContent = problem.message));
  }

  /** Draw the line of a view, if Plotly is loaded. @param {Shown} shown */
  draw({ computed, profile, range, place }) {
    const Plotly = window["Plotly"];
    if (!Plotly) return;
    const { width } = this;
    if (width !== this.drawnWidth) {
      Plotly.purge(this.plot); // its legend would not find a new place
      this.isStale = true;
    }
    const frame = [computed.view.direction, ...range].join();
    const isMoved = computed !== this.computed || profile !== this.profile;
    if (isMoved || this.isStale || frame !== this.frame) {
      this.figure = this.#figure(computed, profile, { width, range });
      this.isStale ||= frame !== this.frame || !this.drawn;
      if (this.isStale) this.#drawAll();
      else {
        redrawFigure(this.drawn, this.figure);
        this.#drawLater();
      }
    }
    this.#markPlace(place, range);
    Object.assign(this, { computed, profile, frame, drawnWidth: width });
    this.plot.dataset.revision = String(computed.view.revision);
  }

  /** Remove the chart. */
  close() {
    clearTimeout(this.redrawTimer);
    window["Plotly"]?.purge(this.plot);
  }

  /** The figure of a view with the points of one line, in the size of the page. */
  #figure(computed, profile, { width, range }) {
    const { data, layout } = enlarged(figureOf(computed), this.scale);
    const points = traces(profile, computed.layer);
    return {
      data: data.map((trace, k) => ({ ...trace, x: points.x[k], y: points.y[k] })),
      layout: { ...layout, width, xaxis: { ...layout.xaxis, range } },
    };
  }

  #drawLater() {
    clearTimeout(this.redrawTimer);
    this.redrawTimer = setTimeout(() => this.#drawAll(), REDRAW_DELAY);
  }

  #drawAll() {
    clearTimeout(this.redrawTimer);
    const { data, layout } = this.figure;
    window["Plotly"].react(this.plot, data, themed(layout, this.root), { displayModeBar: false, responsive: false });
    const plot = /** @type {any} */ (this.plot);
    plot.removeAllListeners("plotly_hover").removeAllListeners("plotly_unhover");
    plot.on("plotly_hover", ({ points: [{ x }] }) => this.hover(x));
    plot.on("plotly_unhover", () => this.hover(null));
    this.drawn = drawnParts(this.plot, this.figure);
    this.isStale = false;
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

/** Return the figure of a view, its lines without points. @type {(computed: import("../model/store.js").Computed) => any} */
function figureOf({ view: { direction, layer: settings }, image, layer }) {
  return profileFigure({
    limit: layer.sharedLimit,
    length: direction === "Row" ? image.cols : image.rows,
    direction,
    activation: settings.activation,
    hasCorner: corner(settings.activation, settings).some((jump) => jump !== 0),
  });
}
