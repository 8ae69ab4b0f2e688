// The three linked maps: colours on canvases, the line and the cross above them.

import { coverage } from "./geometry.js";
import { spread } from "./unpack.js";

/**
 * Colour a map: the index of a value in the table grows from `low` to `high`.
 * @param {import("./unpack.js").Levels} map @param {number} rows @param {number} cols
 * @param {Uint8Array} table red, green, blue for each entry
 * @param {[number, number]} range
 * @returns {HTMLCanvasElement}
 */
export function painted({ values, codes }, rows, cols, table, [low, high]) {
  const entries = table.length / 3;
  const colours = new Uint32Array(entries);
  for (let k = 0; k < entries; k++) {
    colours[k] = 0xff000000 | (table[3 * k + 2] << 16) | (table[3 * k + 1] << 8) | table[3 * k];
  }
  const shades = new Uint32Array(values.length);
  const scale = entries / (high - low);
  for (let k = 0; k < shades.length; k++) {
    const entry = (values[k] - low) * scale;
    shades[k] = colours[entry < 0 ? 0 : entry >= entries ? entries - 1 : entry | 0];
  }
  return onCanvas(spread(shades, codes), rows, cols);
}

/**
 * A mask of the clearly negative values, for the hatching; null where there are none.
 * @param {import("./unpack.js").Levels} map @param {number} rows @param {number} cols @param {number} threshold
 * @returns {HTMLCanvasElement|null}
 */
export function negativeMask({ values, codes }, rows, cols, threshold) {
  const shades = new Uint32Array(values.length);
  let count = 0;
  for (let k = 0; k < shades.length; k++) {
    if (values[k] >= -threshold) continue;
    shades[k] = 0xff000000;
    count += 1;
  }
  return count ? onCanvas(spread(shades, codes), rows, cols) : null;
}

/** @type {(pixels: Uint32Array, rows: number, cols: number) => HTMLCanvasElement} */
function onCanvas(pixels, rows, cols) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [cols, rows];
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), cols, rows), 0, 0);
  return canvas;
}

/**
 * Draw the visible part of a map onto the canvas of its panel.
 * @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} map @param {import("./geometry.js").Grid} grid
 * @param {import("./geometry.js").View} view @param {HTMLCanvasElement|null} mask
 */
export function draw(canvas, map, grid, view, mask) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, width, height);
  place(context, map, grid, view, width, height);
  if (mask) {
    context.globalAlpha = 0.5;
    context.drawImage(hatched(mask, grid, view, width, height, ratio), 0, 0);
    context.globalAlpha = 1;
  }
}

/** Draw a map where it belongs; pixels stay square when enlarged. */
function place(context, map, grid, view, width, height) {
  const area = coverage(grid);
  const [sx, sy] = [width / view.width, height / view.height];
  context.imageSmoothingEnabled = sx * grid.stride < 1;
  context.imageSmoothingQuality = "high";
  context.drawImage(map, (area.x - view.x) * sx, (area.y - view.y) * sy, area.width * sx, area.height * sy);
}

/** Diagonal lines, as wide on the screen at every zoom, wherever the mask is set. */
function hatched(mask, grid, view, width, height, ratio) {
  const layer = document.createElement("canvas");
  [layer.width, layer.height] = [width, height];
  const context = layer.getContext("2d");
  place(context, mask, grid, view, width, height);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = context.createPattern(hatching(Math.round(5 * ratio)), "repeat");
  context.fillRect(0, 0, width, height);
  return layer;
}

/** One tile of diagonal lines. */
function hatching(side) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = side;
  const pen = tile.getContext("2d");
  pen.strokeStyle = "#0b2463";
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
 * @param {HTMLElement} stage @param {import("./geometry.js").View} view
 * @param {number} row @param {number} col @param {boolean} isRow
 * @param {{row: number, col: number}} cross
 */
export function mark(stage, view, row, col, isRow, cross) {
  const across = (x) => `${(100 * (x + 0.5 - view.x)) / view.width}%`;
  const down = (y) => `${(100 * (y + 0.5 - view.y)) / view.height}%`;
  const lineElement = /** @type {HTMLElement} */ (stage.querySelector(".scope-line"));
  lineElement.style.left = isRow ? "0" : across(col);
  lineElement.style.top = isRow ? down(row) : "0";
  stage.dataset.half = (isRow ? row - view.y > view.height / 2 : col - view.x > view.width / 2) ? "far" : "near";
  const crossElement = /** @type {HTMLElement} */ (stage.querySelector(".scope-cross"));
  crossElement.style.left = across(cross.col);
  crossElement.style.top = down(cross.row);
}

/**
 * Draw the colours of the shared range as a bar.
 * @param {HTMLCanvasElement} canvas @param {Uint8Array} table
 */
export function legend(canvas, table) {
  const entries = table.length / 3;
  const values = Float32Array.from({ length: entries }, (_, k) => k + 0.5);
  const strip = painted({ values, codes: null }, 1, entries, table, [0, entries]);
  [canvas.width, canvas.height] = [entries, 1];
  canvas.getContext("2d").drawImage(strip, 0, 0);
}
