// Which part of the picture is visible. No page: only numbers.

import { clamp } from "../core/numbers.js";

/** @typedef {{x: number, y: number, width: number, height: number}} View  visible part, in picture pixels */
/** @typedef {{rows: number, cols: number, stride: number, offset: number}} Grid  samples of a map over the picture */

/** A map is shown at most this many times as wide as high, or as high as wide. */
const FLATTEST = 4;

/**
 * The same part of a picture with another number of pixels: at the same fractions of its width and height.
 * @param {View} view @param {{rows: number, cols: number}} picture  of the view @param {{rows: number, cols: number}} other
 * @returns {View}
 */
export function samePart({ x, y, width, height }, picture, other) {
  const [across, down] = [other.cols / picture.cols, other.rows / picture.rows];
  return { x: x * across, y: y * down, width: width * across, height: height * down };
}

/** The width of a panel divided by its height. @param {number} width  of the picture @param {number} height */
export function shownRatio(width, height) {
  return clamp(width / height, 1 / FLATTEST, FLATTEST);
}

/**
 * The rectangle of the picture that a map covers: each sample is a square of stride pixels around its centre.
 * @param {Grid} grid
 * @returns {View}
 */
export function coverage({ rows, cols, stride, offset }) {
  const start = offset + 0.5 - stride / 2;
  return { x: start, y: start, width: cols * stride, height: rows * stride };
}

/**
 * Zoom by a factor around a point of the picture, staying inside it.
 * @param {View} view @param {number} factor @param {{x: number, y: number}} centre
 * @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function zoomed(view, factor, centre, picture) {
  const smallest = Math.min(8, picture.width, picture.height);
  const largest = 1 / Math.min(1, view.width / picture.width);
  const scale = clamp(1 / factor, smallest / Math.min(view.width, view.height), largest);
  return inside(
    {
      x: centre.x - (centre.x - view.x) * scale,
      y: centre.y - (centre.y - view.y) * scale,
      width: view.width * scale,
      height: view.height * scale,
    },
    picture,
  );
}

/**
 * Move a view so that it lies inside the picture.
 * @param {View} view @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function inside(view, picture) {
  const width = Math.min(view.width, picture.width);
  const height = Math.min(view.height, picture.height);
  return { x: clamp(view.x, 0, picture.width - width), y: clamp(view.y, 0, picture.height - height), width, height };
}

/**
 * Move a view just far enough that a pixel is in it.
 * @param {View} view @param {number} row @param {number} col @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function revealing(view, row, col, picture) {
  const x = clamp(view.x, col + 1 - view.width, col);
  const y = clamp(view.y, row + 1 - view.height, row);
  return x === view.x && y === view.y ? view : inside({ ...view, x, y }, picture);
}

/**
 * The part of a picture that shows a stretch of a line over its whole width (of a row) or height (of a column), with the
 * line as near to the middle as the picture allows.
 * @param {[number, number]} stretch from its left or upper edge, in pixels, to the other one
 * @param {number} line its index @param {boolean} isRow @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function stretched([from, to], line, isRow, picture) {
  const smallest = Math.min(8 / Math.min(picture.width, picture.height), 1);
  const scale = clamp((to - from) / (isRow ? picture.width : picture.height), smallest, 1);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const [along, across] = [(from + to) / 2, line + 0.5];
  const middle = isRow ? { x: along, y: across } : { x: across, y: along };
  return inside({ x: middle.x - width / 2, y: middle.y - height / 2, width, height }, picture);
}

/** The visible part of a picture: the same in all three panels. */
export class Viewport {
  constructor() {
    this.picture = { width: 1, height: 1 };
    this.reset();
  }

  /** Show all of another picture. @param {number} width @param {number} height */
  open(width, height) {
    this.picture = { width, height };
    this.reset();
  }

  reset() {
    /** @type {View} */
    this.part = { x: 0, y: 0, ...this.picture };
  }

  /**
   * Find the pixel of the picture under a place of a panel, given as fractions of its width and height.
   * @param {number} x @param {number} y
   * @returns {[number, number]} row and column
   */
  pixelAt(x, y) {
    return [
      Math.floor(this.part.y + clamp(y, 0, 0.9999) * this.part.height),
      Math.floor(this.part.x + clamp(x, 0, 0.9999) * this.part.width),
    ];
  }

  /** Show the stretch between two places along a line, given as fractions. @type {(from: number, to: number, line: number, isRow: boolean) => void} */
  zoomTo(from, to, line, isRow) {
    const { x, y, width, height } = this.part;
    const [start, size] = isRow ? [x, width] : [y, height];
    this.part = stretched([start + from * size, start + to * size], line, isRow, this.picture);
  }

  /** Zoom around a place, given as fractions: what is there stays there. @param {number} factor @param {number} x @param {number} y */
  zoom(factor, x, y) {
    const { x: left, y: top, width, height } = this.part;
    const centre = { x: left + clamp(x, 0, 1) * width, y: top + clamp(y, 0, 1) * height };
    this.part = zoomed(this.part, factor, centre, this.picture);
  }

  /** Move by fractions of what is visible. @param {number} dx @param {number} dy */
  pan(dx, dy) {
    const { x, y, width, height } = this.part;
    this.part = inside({ x: x + dx * width, y: y + dy * height, width, height }, this.picture);
  }

  /** Move just far enough that a pixel is visible. @param {number} row @param {number} col */
  reveal(row, col) {
    this.part = revealing(this.part, row, col, this.picture);
  }
}
