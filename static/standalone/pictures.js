// The pictures of the page: those of the gallery, drawn or unpacked when they are first shown, and the visitor's own.

import { GRIDS, STANDS_FOR_YOURS, WORKING_SIZES, YOUR_PICTURE } from "../core/catalog.js";
import { rint } from "../core/numbers.js";
import { stretched } from "../core/stretch.js";
import { averaged, reduce, sidesWithin } from "../images/shrinking.js";
import * as scenes from "../images/scenes.js";
import { OwnPictures } from "./own_pictures.js";
import { corrected, inflated, unpacked, unpackedDeep } from "./packing.js";

const LARGEST = Math.max(...WORKING_SIZES);

/**
 * @typedef {import("../core/arrays.js").Map} Picture
 * @typedef {import("../model/gallery.js").Grid} Grid
 * At the largest working size, with the size of its file; it may have more than 256 levels.
 * @typedef {{image: Picture, height: number, width: number, isDeep?: boolean} & import("./own_pictures.js").OwnFile} Own
 */

/**
 * Make the box of a page.
 * @param {Pick<import("./host.js").PageData, "scenes"|"own">} data @param {(name: string) => Promise<string>} read  what is packed
 *     in the page under a name
 */
export async function pictureBox(data, read) {
  const unpack = async (name, { rows, cols }, largest = null) => {
    const differences = await inflated(await read(name));
    return largest ? corrected(differences, averaged(largest, rows, cols)) : unpacked(differences, rows, cols);
  };
  const drawn = Object.entries(data.scenes).map(([name, scene]) => [name, scenes[scene]]);
  const pictures = new PictureBox(Object.fromEntries(drawn), unpack);
  if (data.own) pictures.add({ ...data.own, image: ownOf(data.own, await inflated(await read("own"))) });
  return pictures;
}

/** The visitor's own picture in the page. @param {{rows: number, cols: number, isDeep?: boolean}} own @param {Uint8Array} bytes */
const ownOf = ({ rows, cols, isDeep }, bytes) => (isDeep ? unpackedDeep : unpacked)(bytes, rows, cols);

export class PictureBox {
  /** Pictures by their identity. @type {Map<string, Picture>} */
  #known = new Map();
  /** The visitor's own pictures. @type {OwnPictures<Own>} */
  #own = new OwnPictures();

  /**
   * @param {Record<string, (size: number) => Picture>} scenes  that are drawn, by name
   * @param {(name: string, grid: Grid, largest?: Picture|null) => Promise<Picture>} unpack  takes the name and the size of
   *     one that is packed, and the same at the largest working size, if that is another
   */
  constructor(scenes, unpack) {
    Object.assign(this, { scenes, unpack });
  }

  /** Take a picture of the visitor's. @param {Own} own @param {number} [pinned]  of view A @returns {number} its number */
  add(own, pinned = 0) {
    const { number, forgotten } = this.#own.add(own, pinned);
    const isForgotten = (name) => forgotten.some((one) => name.startsWith(`${YOUR_PICTURE} ${one} `));
    for (const name of [...this.#known.keys()].filter(isForgotten)) this.#known.delete(name);
    return number;
  }

  /** The number of the last of the visitor's own pictures; 0 without any. */
  get last() {
    return this.#own.last;
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
      return { rows, cols, row: rint((rows - 1) / 2), col: rint((cols - 1) / 2) };
    };
    return Object.fromEntries(WORKING_SIZES.map((size) => [size, grid(size)]));
  }

  /**
   * A name for a picture at a working size; different pictures have different names.
   * @param {string} name @param {number} size @param {number} number  of the visitor's own picture
   */
  identity(name, size, number) {
    if (name === YOUR_PICTURE && this.#own.get(number)) return `${name} ${number} ${size}`;
    return `${name === YOUR_PICTURE ? STANDS_FOR_YOURS : name} ${size}`;
  }

  /**
   * A name for what `shown` returns; different pictures have different names.
   * @param {import("../core/settings.js").Settings} settings @param {number} number
   */
  nameOf({ picture, size, stretch }, number) {
    return this.identity(String(picture), Number(size), number) + (stretch === "yes" ? " stretched" : "");
  }

  /**
   * The picture that some settings show, stretched if they say so; undefined if it has to be unpacked first.
   * @param {import("../core/settings.js").Settings} settings @param {number} number  of the visitor's own picture
   * @returns {Picture|undefined}
   */
  shown(settings, number) {
    const image = this.at(String(settings.picture), Number(settings.size), number);
    if (!image || settings.stretch !== "yes") return image;
    const name = this.nameOf(settings, number);
    if (!this.#known.has(name)) this.#known.set(name, stretched(image));
    return this.#known.get(name);
  }

  /**
   * A picture at a working size: kept, drawn, or reduced; undefined if it has to be unpacked first.
   * @param {string} name @param {number} size @param {number} number
   * @returns {Picture|undefined}
   */
  at(name, size, number) {
    const identity = this.identity(name, size, number);
    if (!this.#known.has(identity)) {
      const made = this.#made(name, size, number);
      if (made) this.#known.set(identity, made);
    }
    return this.#known.get(identity);
  }

  /**
   * A picture at a working size.
   * @param {string} name @param {number} size @param {number} number
   * @returns {Promise<Picture>}
   */
  async load(name, size, number) {
    const known = this.at(name, size, number);
    if (known) return known;
    const identity = this.identity(name, size, number);
    const largest = size < LARGEST ? await this.load(name, LARGEST, number) : null;
    const unpacked = await this.unpack(identity, GRIDS[name][size], largest);
    this.#known.set(identity, unpacked);
    return unpacked;
  }

  /** @returns {Picture|null} */
  #made(name, size, number) {
    const own = name === YOUR_PICTURE && this.#own.get(number);
    if (own) return reduce(own.image, size, own.isDeep);
    const scene = this.scenes[name === YOUR_PICTURE ? STANDS_FOR_YOURS : name];
    return scene ? scene(size) : null;
  }
}
