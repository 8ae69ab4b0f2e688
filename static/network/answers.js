// The map of P-Net's answers over the picture: at each place the probability of "face", at one size or the strongest of all.

import { NETWORK } from "../core/catalog.js";
import { write, writeAttribute } from "../page/elements.js";

/** A pixel of the map stands for so many pixels of the picture, each way. */
const STEP = 3;
/** A cell of P-Net begins every so many pixels of the size it looks at, and sees so many. */
const { stride: STRIDE, sees: SEES } = NETWORK;
/** Red, green, blue of what is counted as a face and of what is not, and how much they cover at most. */
const [COUNTED, LOWER] = [[...NETWORK.colour, 215], [40, 120, 220, 150]];

/**
 * The strongest answer at every place of a picture: of each size that of the cell whose middle is nearest.
 * @param {import("./model.js").Size[]} sizes @param {{rows: number, cols: number}} picture
 * @returns {import("../core/arrays.js").Map} one value for `STEP` by `STEP` pixels; 0 where no cell sees anything
 */
export function strongest(sizes, picture) {
  const [rows, cols] = [Math.ceil(picture.rows / STEP), Math.ceil(picture.cols / STEP)];
  const values = new Float32Array(rows * cols);
  for (const { scale, answers } of sizes) {
    const down = cellsAlong(rows, scale, answers.rows);
    const across = cellsAlong(cols, scale, answers.cols);
    for (let row = 0; row < rows; row += 1) {
      if (down[row] < 0) continue;
      const start = down[row] * answers.cols;
      for (let col = 0; col < cols; col += 1) {
        const value = across[col] < 0 ? 0 : answers.face[start + across[col]];
        if (value > values[row * cols + col]) values[row * cols + col] = value;
      }
    }
  }
  return { rows, cols, values };
}

/**
 * The cell whose middle is nearest to each place along one side; -1 beyond the outermost.
 * @param {number} length @param {number} scale @param {number} count  of cells
 */
export function cellsAlong(length, scale, count) {
  return Int32Array.from({ length }, (_, k) => {
    const cell = Math.round(((k + 0.5) * STEP * scale - SEES / 2) / STRIDE);
    return cell >= 0 && cell < count ? cell : -1;
  });
}

export class Answers {
  #stop = new AbortController();
  /** @type {import("../core/arrays.js").Map|null} */
  #map = null;
  /** @type {{clientX: number, clientY: number}|null} */
  #pointer = null;

  /** @param {HTMLElement} root @param {import("./model.js").NetworkModel} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("canvas"));
    this.title = /** @type {HTMLElement} */ (root.querySelector(".network-title"));
    this.here = /** @type {HTMLElement} */ (root.querySelector(".network-here"));
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(model, "frame", () => this.#show());
    on(this.canvas, "pointermove", (event) => this.#point(event));
    on(this.canvas, "pointerleave", () => this.#point(null));
    this.#show();
  }

  close() {
    this.#stop.abort();
  }

  #show() {
    const { model } = this;
    if (!model.picture) return;
    this.#map = strongest(model.shown.filter(({ answers }) => answers), model.picture);
    paint(this.canvas, this.#map);
    const { cells, places } = model.shownCounts;
    const count = `${cells.toLocaleString("en")} of ${places.toLocaleString("en")} places`;
    writeAttribute(this.canvas, "aria-label", `${count} are marked`);
    write(this.title, `What its first stage takes for a face${model.size === null ? "" : `, at this size: ${count}`}`);
    this.#point(this.#pointer);
  }

  /** Say the answer under the pointer. @param {{clientX: number, clientY: number}|null} pointer */
  #point(pointer) {
    this.#pointer = pointer;
    const map = this.#map;
    this.here.hidden = !pointer || !map;
    if (this.here.hidden) return;
    const box = this.canvas.getBoundingClientRect();
    const at = (place, start, size, count) => Math.min(Math.max(Math.floor(((place - start) / size) * count), 0), count - 1);
    const [row, col] = [at(pointer.clientY, box.top, box.height, map.rows), at(pointer.clientX, box.left, box.width, map.cols)];
    write(this.here, map.values[row * map.cols + col].toFixed(2));
    this.here.style.left = `${(100 * (col + 0.5)) / map.cols}%`;
    this.here.style.top = `${(100 * (row + 0.5)) / map.rows}%`;
    writeAttribute(this.here, "data-side", col > map.cols / 2 ? "left" : "right");
  }
}

/**
 * Paint a map: what counts as a face in one colour, the rest in another, the fainter the less it looks like one.
 * @param {HTMLCanvasElement} canvas @param {import("../core/arrays.js").Map} map
 */
function paint(canvas, { rows, cols, values }) {
  if (canvas.width !== cols || canvas.height !== rows) Object.assign(canvas, { width: cols, height: rows });
  const image = new ImageData(cols, rows);
  for (let k = 0; k < values.length; k += 1) {
    const isCounted = values[k] > NETWORK.threshold;
    const [red, green, blue, most] = isCounted ? COUNTED : LOWER;
    image.data.set([red, green, blue, isCounted ? most : (most * values[k]) / NETWORK.threshold], 4 * k);
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}
