// The pictures of the network's page, in colours: those of the gallery, decoded, drawn or unpacked when they are first shown,
// and the visitor's own.

import { GRIDS, YOUR_PICTURE } from "../core/catalog.js";
import { DEFAULTS } from "../core/network_settings.js";
import { coloured } from "../images/colours.js";
import { decodeColours } from "../images/decoding.js";
import * as scenes from "../images/scenes.js";
import { OwnPictures } from "./own_pictures.js";
import { bytesOf, inflated, unpacked } from "./packing.js";

/** Pixels of the longer side of a picture, at most, as in explorer/view/network.py. */
export const SIZE = 512;

/**
 * @typedef {import("../core/pyramid.js").Picture} Picture
 * @typedef {Picture & import("./own_pictures.js").OwnFile} Own
 */

export class NetworkPictures {
  /** Pictures by their name. @type {Map<string, Promise<Picture>>} */
  #known = new Map();
  /** The visitor's own pictures. @type {OwnPictures<Own>} */
  #own = new OwnPictures();

  /**
   * @param {{photographs: string[], scenes: Record<string, string>}} data  names of the photographs whose files the page holds;
   *     functions that draw pictures, by name
   * @param {(name: string) => Promise<string>} read  what the page holds under a name
   */
  constructor(data, read) {
    Object.assign(this, { data, read });
  }

  /** Take a picture of the visitor's. @param {Own} own @returns {number} its number */
  add(own) {
    return this.#own.add(own, 0).number;
  }

  /** The number of the last of the visitor's own pictures; 0 without any. */
  get last() {
    return this.#own.last;
  }

  /** @param {number} number @returns {Own|undefined} */
  own(number) {
    return this.#own.get(number);
  }

  /**
   * A name for a picture at this moment; different pictures have different names.
   * @param {string} name @param {number} number  of the visitor's own picture
   */
  identity(name, number) {
    return name === YOUR_PICTURE ? `${name} ${this.own(number) ? number : 0}` : name;
  }

  /**
   * A picture; for a visitor who has none of their own the default stands for it.
   * @param {string} name @param {number} number @returns {Promise<Picture>}
   */
  async load(name, number) {
    if (name === YOUR_PICTURE) return this.own(number) ?? this.load(String(DEFAULTS.picture), 0);
    if (!this.#known.has(name)) this.#known.set(name, this.#made(name));
    return this.#known.get(name);
  }

  /** @param {string} name */
  async #made(name) {
    const scene = this.data.scenes[name];
    if (scene) return inColours(scenes[scene](SIZE));
    const text = await this.read(name);
    if (this.data.photographs.includes(name)) return decodeColours(new Blob([bytesOf(text)]), { longSide: SIZE });
    const { rows, cols } = GRIDS[name][SIZE];
    return inColours(unpacked(await inflated(text), rows, cols));
  }
}

/** @param {import("../core/arrays.js").Map} image @returns {Picture} */
const inColours = (image) => ({ rows: image.rows, cols: image.cols, levels: coloured(image) });
