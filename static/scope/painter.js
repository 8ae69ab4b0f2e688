// The three linked maps: colours on canvases, the line and the cross above them.

import { INK, QUIET } from "../core/catalog.js";
import { GREY, PALETTES, colourRange, painted } from "../core/paint.js";
import { coverage } from "./viewport.js";

/** @typedef {import("../core/arrays.js").Map} Values */
/** @typedef {import("./viewport.js").View} View */
/** @typedef {import("./viewport.js").Grid} Grid */
/** @typedef {{colours: HTMLCanvasElement, mask: HTMLCanvasElement|null, grid: Grid}} Layer  a map, one dot a value */

/** Paints the maps of a view; what has not changed is not painted again. */
export class Painter {
  /**
   * @param {HTMLCanvasElement[]} canvases  of the input, the map before and the map after
   * @param {HTMLCanvasElement} before  the map before once more, over the map after
   */
  constructor(canvases, before) {
    this.targets = [...canvases, before].map((canvas, k) => ({ canvas, map: k === 3 ? 1 : k }));
    /** @type {Layer[]} */
    this.layers = [];
    this.version = 0;
  }

  /** Take the maps of a view. @param {import("./store.js").Computed} computed */
  setMaps({ view, image, layer }) {
    const { palette } = view;
    const isNewImage = image !== this.image;
    if (!isNewImage && layer === this.layer && palette === this.palette) return;
    Object.assign(this, { image, layer, palette });
    const { isHatched, table } = PALETTES[palette];
    const grid = { rows: layer.preActivation.rows, cols: layer.preActivation.cols, stride: layer.stride, offset: layer.offset };
    const threshold = isHatched ? QUIET * layer.limit : null;
    const map = (values) => mapLayer(values, grid, table, colourRange(values.values, palette, { limit: layer.sharedLimit }), threshold);
    const input = isNewImage ? mapLayer(image, { rows: image.rows, cols: image.cols, stride: 1, offset: 0 }, GREY, [0, 1], null) : this.layers[0];
    this.layers = [input, map(layer.preActivation), map(layer.activationMap)];
    this.version += 1;
  }

  /** Draw what is visible of every map that is shown. @param {View} part */
  draw(part) {
    for (const { canvas, map } of this.targets) {
      if (canvas.hidden) continue;
      const key = [canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio, ...Object.values(part), this.version].join();
      if (canvas.dataset.key === key) continue;
      drawLayer(canvas, this.layers[map], part);
      canvas.dataset.key = key;
    }
  }
}

/**
 * Colour a map.
 * @param {Values} values @param {Grid} grid  where its values lie over the picture
 * @param {Uint8Array} table  red, green, blue of each colour
 * @param {[number, number]} span  the values of the first and the last colour
 * @param {number|null} threshold  values further below zero are hatched; null hatches nothing
 * @returns {Layer}
 */
export function mapLayer(values, grid, table, span, threshold) {
  const colours = onCanvas(painted(values, table, span), values.rows, values.cols);
  return { colours, mask: threshold === null ? null : negativeMask(values, threshold), grid };
}

/** A mask of the clearly negative values; null where there are none. @type {(map: Values, threshold: number) => HTMLCanvasElement|null} */
function negativeMask({ values, rows, cols }, threshold) {
  const dots = new Uint32Array(values.length);
  let count = 0;
  for (let k = 0; k < dots.length; k++) {
    if (values[k] >= -threshold) continue;
    dots[k] = 0xff000000;
    count += 1;
  }
  return count ? onCanvas(new Uint8ClampedArray(dots.buffer), rows, cols) : null;
}

/** @type {(dots: Uint8ClampedArray, rows: number, cols: number) => HTMLCanvasElement} */
function onCanvas(dots, rows, cols) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [cols, rows];
  canvas.getContext("2d").putImageData(new ImageData(dots, cols, rows), 0, 0);
  return canvas;
}

/**
 * Draw the visible part of a map onto a canvas of the page.
 * @param {HTMLCanvasElement} canvas @param {Layer} layer @param {View} part
 */
export function drawLayer(canvas, { colours, mask, grid }, part) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, width, height);
  place(context, colours, grid, part);
  if (!mask) return;
  context.globalAlpha = 0.5;
  context.drawImage(hatched(mask, grid, part, width, height, ratio), 0, 0);
  context.globalAlpha = 1;
}

/**
 * Draw a map where it belongs; pixels stay square when enlarged.
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} map @param {Grid} grid @param {View} part
 */
function place(context, map, grid, part) {
  const area = coverage(grid);
  const { width, height } = context.canvas;
  const [sx, sy] = [width / part.width, height / part.height];
  context.imageSmoothingEnabled = sx * grid.stride < 1;
  context.imageSmoothingQuality = "high";
  context.drawImage(map, (area.x - part.x) * sx, (area.y - part.y) * sy, area.width * sx, area.height * sy);
}

/** Diagonal lines, as wide on the screen at every zoom, wherever the mask is set. */
function hatched(mask, grid, part, width, height, ratio) {
  const layer = document.createElement("canvas");
  [layer.width, layer.height] = [width, height];
  const context = layer.getContext("2d");
  place(context, mask, grid, part);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = context.createPattern(hatching(Math.round(5 * ratio)), "repeat");
  context.fillRect(0, 0, width, height);
  return layer;
}

/** One tile of diagonal lines. @type {(side: number) => HTMLCanvasElement} */
function hatching(side) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = side;
  const pen = tile.getContext("2d");
  pen.strokeStyle = `rgb(${INK.join()})`;
  pen.lineWidth = side / 5;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  return tile;
}

/**
 * Put the line and the cross of a panel where they belong.
 * @param {HTMLElement} stage @param {View} part @param {{row: number, col: number}} line
 * @param {boolean} isRow @param {{row: number, col: number}} cross
 */
export function mark(stage, part, { row, col }, isRow, cross) {
  const across = (x) => `${(100 * (x + 0.5 - part.x)) / part.width}%`;
  const down = (y) => `${(100 * (y + 0.5 - part.y)) / part.height}%`;
  const lineElement = /** @type {HTMLElement} */ (stage.querySelector(".scope-line"));
  lineElement.style.left = isRow ? "0" : across(col);
  lineElement.style.top = isRow ? down(row) : "0";
  stage.dataset.half = (isRow ? row - part.y > part.height / 2 : col - part.x > part.width / 2) ? "far" : "near";
  const crossElement = /** @type {HTMLElement} */ (stage.querySelector(".scope-cross"));
  crossElement.style.left = across(cross.col);
  crossElement.style.top = down(cross.row);
}

/**
 * Draw the colours of the shared range as a bar.
 * @param {HTMLCanvasElement} canvas @param {Uint8Array} table  red, green, blue of each colour
 */
export function drawLegend(canvas, table) {
  const cols = table.length / 3;
  const values = Float32Array.from({ length: cols }, (_, k) => k + 0.5);
  const strip = onCanvas(painted({ values, rows: 1, cols }, table, [0, cols]), 1, cols);
  [canvas.width, canvas.height] = [cols, 1];
  canvas.getContext("2d").drawImage(strip, 0, 0);
}
