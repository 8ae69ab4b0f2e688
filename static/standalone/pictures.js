// The pictures of the page: those of the gallery, drawn or unpacked when they are first shown, and the visitor's own.

import { GRIDS, STANDS_FOR_YOURS, WORKING_SIZES, YOUR_PICTURE } from "../core/catalog.js";
import { reduce, sidesWithin } from "../images/decoding.js";

/**
 * @typedef {import("../core/arrays.js").Map} Picture
 * @typedef {import("../model/gallery.js").Grid} Grid
 * @typedef {{image: Picture, height: number, width: number}} Own  at the largest working size, with the size of its file
 */

export class PictureBox {
  /** Pictures by their identity. @type {Map<string, Picture>} */
  #known = new Map();
  /** The visitor's own pictures, by number. @type {Map<number, Own>} */
  #own = new Map();

  /**
   * @param {Record<string, (size: number) => Picture>} scenes  that are drawn, by name
   * @param {(name: string, grid: Grid) => Promise<Picture>} unpack  takes the name and the size of one that is packed
   */
  constructor(scenes, unpack) {
    Object.assign(this, { scenes, unpack });
  }

  /** Take a picture of the visitor's. @param {Own} own @returns {number} its number */
  add(own) {
    const number = this.#own.size + 1;
    this.#own.set(number, own);
    return number;
  }

  /** @param {number} number @returns {Own|undefined} */
  own(number) {
    return this.#own.get(number);
  }

  /** The grid of the visitor's own picture at every working size: its telling place is the middle. @param {number} number */
  ownGrids(number) {
    const own = this.#own.get(number);
    if (!own) return GRIDS[STANDS_FOR_YOURS];
    const grid = (size) => {
      const [rows, cols] = sidesWithin(own.image.rows, own.image.cols, size);
      return { rows, cols, row: Math.floor((rows - 1) / 2), col: Math.floor((cols - 1) / 2) };
    };
    return Object.fromEntries(WORKING_SIZES.map((size) => [size, grid(size)]));
  }

  /**
   * A name for a picture at a working size; different pictures have different names.
   * @param {string} name @param {number} size @param {number} number  of the visitor's own picture
   */
  identity(name, size, number) {
    if (name === YOUR_PICTURE && this.#own.has(number)) return `${name} ${number} ${size}`;
    return `${name === YOUR_PICTURE ? STANDS_FOR_YOURS : name} ${size}`;
  }

  /** A picture that has been loaded. @param {string} identity @returns {Picture|undefined} */
  known(identity) {
    return this.#known.get(identity);
  }

  /**
   * Draw, unpack or reduce a picture, unless it is there.
   * @param {string} name @param {number} size @param {number} number
   * @returns {Promise<Picture>}
   */
  async load(name, size, number) {
    const identity = this.identity(name, size, number);
    if (!this.#known.has(identity)) this.#known.set(identity, await this.#make(name, size, number));
    return this.#known.get(identity);
  }

  /** @returns {Promise<Picture>|Picture} */
  #make(name, size, number) {
    const own = name === YOUR_PICTURE && this.#own.get(number);
    if (own) return reduce(own.image, size);
    const shown = name === YOUR_PICTURE ? STANDS_FOR_YOURS : name;
    return shown in this.scenes ? this.scenes[shown](size) : this.unpack(`${shown} ${size}`, GRIDS[shown][size]);
  }
}
