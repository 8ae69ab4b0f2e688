// Pictures in colours, and the means of a picture whose lines come in one after the other. Twin of explorer/images/colours.py.

import { LEVELS } from "../core/catalog.js";
import { rint } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** Red, green and blue of the pixels, row by row, in levels from 0 to 255. @typedef {Uint8Array} Colours */

/** A grey picture in colours: its levels three times. @param {Map} image @returns {Colours} */
export function coloured({ values }) {
  const levels = new Uint8Array(3 * values.length);
  values.forEach((value, k) => levels.fill(rint(Math.fround(value * LEVELS)), 3 * k, 3 * k + 3));
  return levels;
}

/** The colours of a picture, averaged over areas while its lines come in. */
export class ColourMeans {
  /** @param {number} rows @param {number} cols  of the result @param {number} height  of the picture */
  constructor(rows, cols, height) {
    Object.assign(this, { rows, cols, height });
    /** Lines of the picture that have come in. */
    this.lines = 0;
    /** Of red, green and blue; nothing is ever added to the last row but 0. */
    this.sums = [0, 1, 2].map(() => new Float64Array((rows + 1) * cols));
  }

  /**
   * Add the next lines: each to the row that it begins in, and what of it lies in the next row to that one.
   * @param {Map[]} planes  red, green and blue, of the width of the result already, from 0 to 255
   */
  add(planes) {
    const { rows, height, lines: top } = this;
    this.lines += planes[0].rows;
    const last = Math.floor(((this.lines - 1) * rows) / height);
    for (let row = Math.floor((top * rows) / height); row <= last; row += 1) {
      const [start, end] = [row, row + 1].map((edge) => Math.ceil((edge * height) / rows));
      const beyond = end <= this.lines ? (end * rows - (row + 1) * height) / rows : 0;
      const [from, to] = [Math.max(start, top) - top, Math.min(end, this.lines) - top];
      planes.forEach((plane, k) => this.#addRow(this.sums[k], row, plane.values, { from, to, beyond }));
    }
  }

  /** @param {Float64Array} sums @param {number} row @param {Float32Array} values @param {{from: number, to: number, beyond: number}} lines */
  #addRow(sums, row, values, { from, to, beyond }) {
    const { cols } = this;
    for (let col = 0; col < cols; col += 1) {
      let sum = 0;
      for (let line = from; line < to; line += 1) sum += values[line * cols + col];
      const rest = beyond * values[(to - 1) * cols + col];
      sums[row * cols + col] += sum - rest;
      sums[(row + 1) * cols + col] += rest;
    }
  }

  /** The means, rounded to whole levels. @returns {Colours} */
  levels() {
    const levels = new Uint8Array(3 * this.rows * this.cols);
    for (let k = 0; k < levels.length; k += 1) {
      levels[k] = rint((this.sums[k % 3][Math.floor(k / 3)] * this.rows) / this.height);
    }
    return levels;
  }
}
