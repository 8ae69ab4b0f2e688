// The three linked maps: colours on canvases, the line and the cross above them.

import { QUIET } from "../core/catalog.js";
import { GREY, PALETTES, colourRange } from "../core/paint.js";
import { writeAttribute } from "../page/elements.js";
import { drawLayer, mapLayer, paintWhole } from "./drawing.js";

/** @typedef {import("./viewport.js").View} View */

/**
 * A map that is shown; another one has another number.
 * @typedef {{values: import("../core/arrays.js").Map, grid: import("./viewport.js").Grid,
 *            colouring: import("./drawing.js").Colouring, number: number, layer: import("./drawing.js").Layer|null}} Shown
 */

/** What there is to paint, by its number. */
export const [INPUT, BEFORE, AFTER, A] = [0, 1, 2, 3];

/** Paints the maps of a view; what has not changed is not painted again. */
export class Painter {
  /** The input, both maps, and that of view A if one is pinned. @type {Shown[]} */
  #maps = [];
  /** The last drawn layer of each map. @type {(import("./drawing.js").Layer|undefined)[]} */
  #layers = [];
  #count = 0;

  /**
   * @param {HTMLCanvasElement[]} canvases  of the three panels
   * @param {HTMLCanvasElement} over  what is laid over the last one
   */
  constructor(canvases, over) {
    this.targets = [...canvases, over].map((canvas, k) => ({ canvas, map: [INPUT, BEFORE, AFTER, BEFORE][k] }));
    /** The width and height of each canvas, in px of the page. */
    this.sizes = this.targets.map(() => [0, 0]);
  }

  /** Measure the canvases, after a change of the page: doing so in every frame would lay the page out once more. */
  measure() {
    const [first, second, last] = this.targets.map(({ canvas }) => [canvas.clientWidth, canvas.clientHeight]);
    this.sizes = [first, second, last, last]; // what is laid over the last one may be hidden
  }

  /** Take the maps of a view. @param {import("../model/store.js").Computed} computed */
  setMaps({ view, image, layer, pinned, limit }) {
    const { palette } = view;
    const isNewImage = image !== this.image;
    const a = pinned?.layer;
    if (!isNewImage && layer === this.layer && palette === this.palette && a === this.a) return;
    Object.assign(this, { image, layer, palette, a });
    const { isHatched, table } = PALETTES[palette];
    const threshold = isHatched ? QUIET * Math.max(layer.limit, a?.limit ?? 0) : null;
    const map = (values, { stride, offset }) => {
      const span = colourRange(values.values, palette, { limit });
      return this.#shown(values, { rows: values.rows, cols: values.cols, stride, offset }, { table, span, threshold });
    };
    const input = () => this.#shown(image, { rows: image.rows, cols: image.cols, stride: 1, offset: 0 }, { table: GREY, span: [0, 1], threshold: null });
    this.#maps = [isNewImage ? input() : this.#maps[INPUT], map(layer.preActivation, layer), map(layer.activationMap, layer)];
    if (a) this.#maps[A] = map(a.activationMap, a);
  }

  /** Choose what the first panel shows, and what is laid over the last one. @param {number} first @param {number} over */
  choose(first, over) {
    this.targets[0].map = first;
    this.targets[3].map = over;
  }

  /** Draw what is visible of every map that is shown. @param {View} visible @param {View} visibleOfA  in pixels of A's picture */
  draw(visible, visibleOfA) {
    this.targets.forEach(({ canvas, map }, k) => {
      if (canvas.hidden) return;
      const part = map === A ? visibleOfA : visible;
      const key = [...this.sizes[k], window.devicePixelRatio, ...Object.values(part), this.#maps[map].number].join();
      if (canvas.dataset.key === key) return;
      this.#drawMap(canvas, map, part, this.sizes[k]);
      canvas.dataset.key = key;
    });
  }

  /** @type {(values: Shown["values"], grid: Shown["grid"], colouring: Shown["colouring"]) => Shown} */
  #shown(values, grid, colouring) {
    this.#count += 1;
    return { values, grid, colouring, number: this.#count, layer: null };
  }

  /** @param {HTMLCanvasElement} canvas @param {number} index  of the map @param {View} part @param {number[]} size */
  #drawMap(canvas, index, part, size) {
    const shown = this.#maps[index];
    const { values, grid, colouring } = shown;
    const scale = size[0] / part.width;
    const isWhole = grid.stride === 1 && grid.offset === 0 && part.width === grid.cols && part.height === grid.rows;
    if (isWhole && scale * window.devicePixelRatio < 1) return paintWhole(canvas, values, colouring, scale);
    shown.layer ??= mapLayer(values, grid, colouring, this.#layers[index]);
    this.#layers[index] = shown.layer;
    drawLayer(canvas, shown.layer, part, size);
  }
}

/**
 * Put the line and the cross of a panel where they belong.
 * @param {HTMLElement} stage @param {View} part @param {{row: number, col: number}} line
 * @param {boolean} isRow @param {{row: number, col: number}} cross
 */
export function mark(stage, part, { row, col }, isRow, cross) {
  const across = (x) => `${(100 * (x + 0.5 - part.x)) / part.width}%`;
  const down = (y) => `${(100 * (y + 0.5 - part.y)) / part.height}%`;
  setStyle(stage.querySelector(".scope-line"), { left: isRow ? "0" : across(col), top: isRow ? down(row) : "0" });
  setStyle(stage.querySelector(".scope-cross"), { left: across(cross.col), top: down(cross.row) });
  const isFar = isRow ? row - part.y > part.height / 2 : col - part.x > part.width / 2;
  writeAttribute(stage, "data-half", isFar ? "far" : "near");
}

/** @type {(element: any, wanted: Record<string, string>) => void} */
function setStyle({ style }, wanted) {
  for (const name in wanted) if (style[name] !== wanted[name]) style[name] = wanted[name];
}
