// One layer of the first stage: a handle for the slope of each channel, and one slider for all of them.

import { writeSlopes } from "../core/slopes.js";
import { rounded } from "../core/numbers.js";
import { forgiveSwipes } from "../controls/swipe.js";
import { element, setProperties, signOf, write, writeAttribute } from "../page/elements.js";
import { listenToHandles } from "./slope_drag.js";
import { RANGE, channelNamed, dragged, isSame, keyed, placeOf, shownSlope } from "./slope_geometry.js";
import { layerText, slopeBeside, slopeText } from "./slope_words.js";

const SELECTORS = { column: ".slopes-column", grip: ".slopes-grip" };
/** The keys that go to another channel. */
const NEIGHBOURS = { ArrowRight: 1, ArrowLeft: -1 };
/** What the lines across the plot mean; the styles place them. */
const LINES = [
  { slope: "1", words: "nothing happens" },
  { slope: "0", words: "ReLU" },
  { slope: "-1", words: "absolute value" },
];
/** The step of the slider of a whole layer: three px of it, so that 1, 0 and −1 can be hit. */
const COARSE = 0.05;

export class SlopeGroup {
  /** The settings from before a drag. @type {{slopes: string, channel: string}|null} */
  #before = null;
  /** All slopes from before a drag. @type {number[]} */
  #start = [];
  /** Whether a key has changed what is not reported yet. */
  #isKeyed = false;
  /** The channel that the tabulator key goes to, from 0. */
  #stop = 0;
  /** The channel that the line under the plot is about, from 0; -1 for none. */
  #named = -1;
  /** The slope that each column shows, and the channel that is open, from 0. @type {number[]} */
  #shown = [];
  #opened = -1;

  /**
   * @param {any} model  as ./model.js has it @param {number} layer  from 1 @param {AbortSignal} signal  ends the listening
   */
  constructor(model, layer, signal) {
    Object.assign(this, { model, layer, ...placeOf(model.layers, layer) });
    this.columns = Array.from({ length: this.count }, (_, k) => columnOf(layer, k + 1, this.model.learned[this.first + k]));
    this.plot = element("div", { className: "slopes-plot", role: "group", ariaLabel: `Slopes of layer ${layer}` }, [
      ...LINES.map(({ slope, words }) => lineLabel(slope, words)),
      ...this.columns,
    ]);
    this.plot.dataset.count = String(this.count);
    const ends = { min: String(RANGE.low), max: String(RANGE.high), step: String(COARSE) };
    this.all = element("input", { type: "range", ...ends, autocomplete: "off", ariaLabel: `All of layer ${layer}` });
    this.said = element("span", { className: "slopes-all-text" });
    const again = { textContent: "Learned again", ariaLabel: `Layer ${layer}: learned again` };
    this.reset = element("button", { type: "button", ...again });
    this.readout = element("p", { className: "slopes-readout" });
    this.root = this.#build();
    this.#listen(signal);
  }

  #build() {
    const { layer, count, model } = this;
    const channels = element("span", { textContent: ` \u00b7 ${count} channels` });
    const heading = element("div", { className: "slopes-head" }, [element("h2", {}, [`Layer ${layer}`, channels]), this.said]);
    const all = element("div", { className: "slopes-all" }, [
      element("span", { ariaHidden: "true", textContent: "All" }), this.all, this.reset,
    ]);
    const words = element("p", { className: "slopes-words", textContent: model.words[layer] ?? "" });
    const parts = [heading, all, this.plot, this.readout, words];
    const group = element("section", { className: "slopes-group", ariaLabel: `Layer ${layer}` }, parts);
    group.style.setProperty("--count", String(count));
    return group;
  }

  /** @param {number[]} all  slopes of all layers @param {string} open  the name of the channel that is open */
  show(all, open) {
    const { first, count, model, columns } = this;
    const slopes = all.slice(first, first + count);
    const learned = model.learned.slice(first, first + count);
    const found = channelNamed(open, model.layers);
    const opened = found.layer === this.layer ? found.channel - 1 : -1;
    if (opened !== this.#opened) {
      columns[this.#opened]?.removeAttribute("aria-current");
      columns[opened]?.setAttribute("aria-current", "true");
      this.#opened = opened;
    }
    if (slopes.some((slope, k) => slope !== this.#shown[k])) this.#showSlopes(slopes, learned);
    this.#showReadout(slopes, learned, opened);
  }

  /** @param {number[]} slopes @param {number[]} learned */
  #showSlopes(slopes, learned) {
    slopes.forEach((slope, k) => slope !== this.#shown[k] && showColumn(this.columns[k], slope, learned[k]));
    this.#shown = slopes;
    const text = layerText(slopes, learned);
    write(this.said, text);
    writeAttribute(this.all, "aria-valuetext", text);
    const mean = slopes.reduce((sum, slope) => sum + slope, 0) / this.count;
    const place = rounded(Math.round(mean / COARSE) * COARSE, 2);
    if (!this.all.matches(":active") && Number(this.all.value) !== place) this.all.value = String(place);
    this.reset.disabled = slopes.every((slope, k) => isSame(slope, learned[k]));
  }

  /**
   * Name the channel under the pointer, or with the focus, or the open one.
   * @param {number[]} slopes @param {number[]} learned @param {number} opened
   */
  #showReadout(slopes, learned, opened) {
    const k = this.#named >= 0 ? this.#named : opened;
    write(this.readout, k < 0 ? "" : `Channel ${k + 1}: ${slopeBeside(slopes[k], learned[k])}`);
  }

  #listen(signal) {
    const { model } = this;
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal });
    listenToHandles(this.plot, SELECTORS, this.#handlers(), signal);
    on(this.plot, "keydown", (event) => this.#press(event));
    for (const kind of ["keyup", "focusout"]) on(this.plot, kind, () => this.#report());
    on(this.plot, "dblclick", ({ target }) => this.#relearn(this.#indexOf(target)));
    on(this.plot, "focusin", ({ target }) => this.#stopAt(this.#indexOf(target)));
    on(this.plot, "pointerover", ({ target }) => this.#name(this.#indexOf(target)));
    on(this.plot, "pointerleave", () => this.#name(-1));
    forgiveSwipes(this.all, () => {
      const { slopes } = model.settings;
      return () => model.change({ slopes });
    });
    on(this.all, "input", () => model.change({ slopes: this.#withAll(() => Number(this.all.value)) }));
    for (const kind of ["change", "pointercancel"]) on(this.all, kind, () => model.reporter.now());
    on(this.reset, "click", () => model.commit({ slopes: this.#withAll((index) => model.learned[index]) }));
  }

  /** @returns {import("./slope_drag.js").Handlers} */
  #handlers() {
    const { model } = this;
    return {
      onStart: () => {
        const { slopes, channel } = model.settings;
        [this.#before, this.#start] = [{ slopes, channel }, model.slopes];
      },
      onMove: (column, pixels) => this.#drag(this.#indexOf(column), pixels),
      onRelease: () => model.reporter.now(),
      onCancel: () => {
        model.change(this.#before);
        model.reporter.now();
      },
      onPress: (column) => model.commit({ channel: this.#channel(this.#indexOf(column)) }),
    };
  }

  /** @param {number} k @param {number} pixels */
  #drag(k, pixels) {
    const perUnit = this.columns[k].querySelector(".slopes-track").getBoundingClientRect().height / (RANGE.high - RANGE.low);
    const index = this.first + k;
    this.#set(k, dragged(this.#start[index], pixels, perUnit, this.model.learned[index]));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const k = this.#indexOf(/** @type {Element} */ (event.target));
    if (k < 0) return;
    const index = this.first + k;
    const slope = keyed(this.model.slopes[index], event, this.model.learned[index]);
    if (slope !== null) {
      this.#isKeyed = true;
      this.#set(k, slope);
    } else if (event.key in NEIGHBOURS) this.columns[(k + NEIGHBOURS[event.key] + this.count) % this.count].focus();
    else if (event.key === "Enter" || event.key === " ") this.model.commit({ channel: this.#channel(k) });
    else return;
    event.preventDefault();
  }

  #report() {
    if (this.#isKeyed) this.model.reporter.now();
    this.#isKeyed = false;
  }

  /** Give a channel a slope, and open it. @param {number} k @param {number} slope */
  #set(k, slope) {
    const values = [...this.model.slopes];
    values[this.first + k] = slope;
    this.model.change({ slopes: writeSlopes(values, this.model.learned), channel: this.#channel(k) });
  }

  /** @param {number} k */
  #relearn(k) {
    if (k < 0) return;
    this.#set(k, this.model.learned[this.first + k]);
    this.model.reporter.now();
  }

  /** The text of all slopes, with others in this layer. @param {(index: number) => number} slopeAt */
  #withAll(slopeAt) {
    const { first, count, model } = this;
    const values = model.slopes.map((slope, index) => (index >= first && index < first + count ? slopeAt(index) : slope));
    return writeSlopes(values, model.learned);
  }

  /** The channel of an element, from 0; -1 for one outside. @param {Element} target */
  #indexOf(target) {
    return this.columns.indexOf(/** @type {HTMLElement} */ (target.closest(SELECTORS.column)));
  }

  /** @param {number} k */
  #channel(k) {
    return `${this.layer}.${k + 1}`;
  }

  /** @param {number} k */
  #stopAt(k) {
    if (k < 0) return;
    this.columns[this.#stop].tabIndex = -1;
    this.columns[k].tabIndex = 0;
    this.#stop = k;
    this.#name(k);
  }

  /** @param {number} k */
  #name(k) {
    this.#named = k;
    this.show(this.model.slopes, String(this.model.settings.channel));
  }
}

/** @type {(column: HTMLElement, slope: number, learned: number) => void} */
function showColumn(column, slope, learned) {
  const [stem, , grip] = /** @type {HTMLCollectionOf<HTMLElement>} */ (column.firstElementChild.children);
  grip.style.transform = atSlope(slope);
  stem.style.transform = `scaleY(${-slope})`;
  setProperties(column, { ariaValueNow: String(shownSlope(slope)), ariaValueText: slopeBeside(slope, learned) });
  writeAttribute(column, "data-sign", signOf(shownSlope(slope)));
}

/** The way down from the top of the plot: the styles make what is moved as high as a unit of the axis. @param {number} slope */
const atSlope = (slope) => `translateY(${100 * (RANGE.high - slope)}%)`;

/** @type {(layer: number, channel: number, learned: number) => HTMLElement} */
function columnOf(layer, channel, learned) {
  const parts = ["stem", "mark", "grip"].map((name) => element("i", { className: `slopes-${name}` }));
  const column = element("div", {
    className: "slopes-column", role: "slider", tabIndex: channel === 1 ? 0 : -1,
    ariaLabel: `Slope of channel ${channel} in layer ${layer}`, ariaOrientation: "vertical",
    ariaValueMin: String(RANGE.low), ariaValueMax: String(RANGE.high),
  }, [
    element("span", { className: "slopes-track" }, parts),
    element("span", { className: "slopes-number", ariaHidden: "true", textContent: String(channel) }),
  ]);
  parts[1].style.transform = atSlope(learned);
  return column;
}

/** @type {(slope: string, words: string) => HTMLElement} */
function lineLabel(slope, words) {
  const text = `${slopeText(Number(slope))} ${words}`;
  const label = element("span", { className: "slopes-line", ariaHidden: "true", textContent: text });
  label.dataset.slope = slope;
  return label;
}
