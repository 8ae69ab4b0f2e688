// The texts around the maps: titles, legend, values under the cross, steps and corners of the line.

import { corner, slopesAtZero } from "../core/activations.js";
import { VERDICTS } from "../core/catalog.js";
import { alignedPlace } from "../core/comparison.js";
import { centre, nearest } from "../core/layer.js";
import { digitsFor, number } from "../core/notation.js";
import { PALETTES } from "../core/paint.js";
import { corners, verdict } from "../core/profiles.js";
import { crossingsMessage } from "../core/readouts.js";
import { isOfMissing } from "../model/absence.js";
import { signOf, write, writeAttribute } from "../page/elements.js";
import { drawLegend } from "./drawing.js";
import { shownRatio } from "./viewport.js";

/** @typedef {import("../model/store.js").Computed} Computed */
/** @typedef {import("./wipe.js").Shows} Shows */

/**
 * What the panels show: the first one view A or the input, the last one as the wipe says.
 * @typedef {{isOfA: boolean, last: Shows}} Looks
 */

/** What is said of an own picture that did not come along, on a projector. */
const GONE = "Your picture is not here. Another one is shown.";
const PANELS = ["input", "signed", "rectified"];
const MEASURES = { step_before: "stepBefore", step_after: "stepAfter", bend_before: "bendBefore", bend_after: "bendAfter", corner_before: "cornerBefore", corner_after: "cornerAfter" };

/** Writes into the elements of components/scope.html. */
export class Readout {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.captions = PANELS.map((name) => this.find(`[data-panel=${name}] figcaption`));
    this.values = PANELS.map((name) => this.find(`[data-panel=${name}] .scope-value`));
    this.palette = "";
    this.ratio = NaN;
  }

  /**
   * Write which experiment is shown. While presenting, the description of the picture has no room: what it says of a picture
   * that is gone stands here.
   * @param {{experiment: string, description: string}} model @param {boolean} isPresenting
   * @returns {boolean} whether it is another text
   */
  showTitle({ experiment, description }, isPresenting) {
    const isGone = isPresenting && isOfMissing(description);
    const isOther = write(this.find(".scope-experiment"), isGone ? GONE : experiment);
    this.makeRoom();
    return isOther;
  }

  /** Tell the styles whether the name of an experiment or a warning stands beside the headline. */
  makeRoom() {
    const isSaid = [".scope-experiment", ".scope-warning"].some((name) => this.find(name).textContent !== "");
    this.root.toggleAttribute("data-said", isSaid);
  }

  /** Write the titles, the legend and the warning of a view. @param {Computed} computed @param {Looks} looks */
  label(computed, looks) {
    const { view, image, limit } = computed;
    const { hasOwnScale } = PALETTES[view.palette];
    const ratio = shownRatio(image.cols, image.rows);
    writeAttribute(this.root, "data-direction", view.direction.toLowerCase());
    if (ratio !== this.ratio) this.root.style.setProperty("--scope-ratio", String(ratio));
    this.root.toggleAttribute("data-wide", ratio > 1);
    if (view.palette !== this.palette) drawLegend(/** @type {HTMLCanvasElement} */ (this.find(".scope-colours canvas")), PALETTES[view.palette].table);
    Object.assign(this, { ratio, palette: view.palette });
    write(this.find(".scope-warning"), warningOf(computed));
    this.makeRoom();
    this.root.toggleAttribute("data-own-scale", hasOwnScale);
    this.nameMaps(computed, looks);
    const ends = hasOwnScale ? ["", "", ""] : legend(limit);
    this.root.querySelectorAll(".scope-colours [data-end]").forEach((end, k) => write(end, ends[k]));
  }

  /** Write the titles of the maps. @param {Computed} computed @param {Looks} looks */
  nameMaps(computed, { isOfA, last }) {
    const { before, both, after, a } = titles(computed);
    [isOfA ? a : "Input image", before, { before, both, after }[last]].forEach((title, k) => write(this.captions[k], title));
  }

  /**
   * Write the values of the three maps at a pixel of the picture, and those at the cursor as the value of the slider.
   * @param {Computed} computed @param {{row: number, col: number}} pixel @param {{row: number, col: number}} cursor
   * @param {Looks} looks
   */
  writeValues(computed, pixel, cursor, { isOfA, last }) {
    const { place, input, before, after, sign, a } = valuesAt(computed, pixel);
    const signed = `${before} (${sign})`;
    const both = a ? `A ${a.value}, B ${after}` : `before ${before}, after ${after}`;
    const first = isOfA ? `${a.place}: ${a.value}` : `${place}: ${input}`;
    [first, signed, { before: signed, both, after }[last]].forEach((text, k) => write(this.values[k], text));
    this.#writeSlider(computed, cursor);
  }

  /** @param {Computed} computed @param {{row: number, col: number}} cursor */
  #writeSlider(computed, cursor) {
    const { view, layer } = computed;
    const isRow = view.direction === "Row";
    const { rows, cols } = layer.preActivation;
    const [low, high] = [centre(layer, 0), centre(layer, (isRow ? rows : cols) - 1)];
    const range = { orientation: isRow ? "vertical" : "horizontal", valuemin: low, valuemax: high, valuenow: isRow ? cursor.row : cursor.col };
    const slider = this.find(".scope-maps");
    for (const [name, value] of Object.entries(range)) writeAttribute(slider, `aria-${name}`, String(value));
    writeAttribute(slider, "aria-valuetext", valueText(computed, cursor));
  }

  /**
   * Write the steps, bends and corners of the selected line, and what they mean.
   * @param {Computed} computed @param {import("../core/profiles.js").RowProfile} profile
   */
  writeCorners({ view, layer }, { signed, rectified }) {
    const digits = digitsFor(layer.sharedLimit);
    const { measured, text } = verdictOf({ view, layer }, { signed, rectified });
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-measure]"))) {
      write(cell, number(measured[MEASURES[cell.dataset.measure]], digits));
    }
    write(this.find(".scope-verdict"), text);
    const [counted, explanation] = crossingsMessage(signed);
    write(this.find(".scope-crossings"), counted);
    writeAttribute(this.find(".scope-crossings"), "title", explanation);
    write(this.find(".scope-strong"), explanation);
  }
}

/**
 * What the steps and corners of a line mean, and what they are.
 * @param {Pick<Computed, "view"|"layer">} computed @param {Pick<import("../core/profiles.js").RowProfile, "signed"|"rectified">} profile
 */
export function verdictOf({ view, layer }, { signed, rectified }) {
  const { activation } = view.layer;
  const measured = corners(signed, rectified, { slopes: slopesAtZero(activation, view.layer) });
  const digits = digitsFor(layer.sharedLimit);
  const kind = verdict(signed, rectified, measured, { corner: corner(activation, view.layer), digits });
  return { measured, text: VERDICTS[kind] };
}

/** What has to be known of how the maps are shown; "" if nothing. @param {Pick<Computed, "view"|"image">} computed */
export function warningOf({ view, image: { cols, rows } }) {
  const isFlattened = shownRatio(cols, rows) !== cols / rows;
  return PALETTES[view.palette].warning || (isFlattened ? "This narrow strip is drawn thicker than it is, so that it can be seen." : "");
}

/**
 * The numbers of all maps at a pixel of the picture, as text. @param {Computed} computed @param {{row: number, col: number}} pixel
 */
function valuesAt({ image, layer, pinned, limit }, pixel) {
  const [r, c] = [nearest(layer, pixel.row, 0), nearest(layer, pixel.col, 1)];
  const [row, col] = [centre(layer, r), centre(layer, c)];
  const { preActivation, activationMap } = layer;
  const at = r * preActivation.cols + c;
  const digits = digitsFor(limit);
  const [before, after] = [preActivation, activationMap].map(({ values }) => number(values[at], digits));
  const a = pinned && valueOfA(pinned, image, { row, col });
  return {
    place: `row ${row}, column ${col}`,
    input: number(image.values[row * image.cols + col], 3),
    before,
    after,
    sign: signOf(preActivation.values[at]),
    a: a && { place: `row ${a.row}, column ${a.col}`, value: number(a.value, digits) },
  };
}

/** The numbers of all maps at a pixel of the picture, in words. @param {Computed} computed @param {{row: number, col: number}} pixel */
export function valueText(computed, pixel) {
  const { place, input, before, after, a } = valuesAt(computed, pixel);
  return `${place}: input ${input}, before ${before}, after ${after}${a ? `, A after ${a.value}` : ""}`;
}

/**
 * The titles of the maps: of both maps of the view, of two in one panel, of view A if one is pinned.
 * @param {Computed} computed
 */
export function titles({ view, image, pinned }) {
  const { activation } = view.layer;
  const of = pinned ? "B, now:" : "Feature map";
  const [before, after] = [`${of} before ${activation}`, `${of} after ${activation}`];
  if (!pinned) return { before, after, both: `${before}, and after`, a: "" };
  const isReshaped = image.rows * pinned.image.cols !== image.cols * pinned.image.rows;
  const [named, note] = [pinned.view.layer.activation, isReshaped ? ", in B’s shape" : ""];
  return { before, after, both: `A after ${named}, B after ${activation}`, a: `A, pinned: after ${named}${note}` };
}

/**
 * The value of view A at the same place of its own picture, and where that is.
 * @param {import("../model/store.js").Seen} a @param {import("../core/arrays.js").Map} image  the current one
 * @param {{row: number, col: number}} pixel  of it
 */
function valueOfA({ image: own, layer }, image, { row, col }) {
  const r = nearest(layer, alignedPlace(row, own.rows, image.rows), 0);
  const c = nearest(layer, alignedPlace(col, own.cols, image.cols), 1);
  const { values, cols } = layer.activationMap;
  return { row: centre(layer, r), col: centre(layer, c), value: values[r * cols + c] };
}

/** The labels at the ends and in the middle of the colour bar. @type {(limit: number) => [string, string, string]} */
function legend(limit) {
  const digits = digitsFor(limit);
  return [number(-limit, digits), "0", `+${number(limit, digits)}`];
}
