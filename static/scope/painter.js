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

/** Paints the maps of a view; what has not changed is not painted again. */
export class Painter {
  /** @type {Shown[]} */
  #maps = [];
  /** The last drawn layer of each map. @type {(import("./drawing.js").Layer|undefined)[]} */
  #layers = [];
  #count = 0;

  /**
   * @param {HTMLCanvasElement[]} canvases  of the input, the map before and the map after
   * @param {HTMLCanvasElement} before  the map before once more, over the map after
   */
  constructor(canvases, before) {
    this.targets = [...canvases, before].map((canvas, k) => ({ canvas, map: k === 3 ? 1 : k }));
    /** The width and height of each canvas, in px of the page. */
    this.sizes = this.targets.map(() => [0, 0]);
  }

  /** Measure the canvases, after a change of the page: doing so in every frame would lay the page out once more. */
  measure() {
    const [input, before, after] = this.targets.map(({ canvas }) => [canvas.clientWidth, canvas.clientHeight]);
    this.sizes = [input, before, after, after]; // the last one lies over the one before, where it may be hidden
  }

  /** Take the maps of a view. @param {import("../model/store.js").Computed} computed */
  setMaps({ view, image, layer }) {
    const { palette } = view;
    const isNewImage = image !== this.image;
    if (!isNewImage && layer === this.layer && palette === this.palette) return;
    Object.assign(this, { image, layer, palette });
    const { isHatched, table } = PALETTES[palette];
    const { stride, offset, limit, sharedLimit, preActivation, activationMap } = layer;
    const threshold = isHatched ? QUIET * limit : null;
    const map = (values) => {
      const span = colourRange(values.values, palette, { limit: sharedLimit });
      return this.#shown(values, { rows: values.rows, cols: values.cols, stride, offset }, { table, span, threshold });
    };
    const input = () => this.#shown(image, { rows: image.rows, cols: image.cols, stride: 1, offset: 0 }, { table: GREY, span: [0, 1], threshold: null });
    this.#maps = [isNewImage ? input() : this.#maps[0], map(preActivation), map(activationMap)];
  }

  /** Draw what is visible of every map that is shown. @param {View} part */
  draw(part) {
    this.targets.forEach(({ canvas, map }, k) => {
      if (canvas.hidden) return;
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
