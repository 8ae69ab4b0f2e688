// What the page of the real network shows, whoever shows it: the settings with their owner, the picture at every size that
// the network looks at, what its first stage answers, and what Python has found.

import { NETWORK } from "../core/catalog.js";
import { channelMaps, prepare, proposals } from "../core/network.js";
import * as rules from "../core/network_settings.js";
import { readSlopes } from "../core/slopes.js";
import { OwnedModel } from "../model/owned.js";
import { Frame } from "../page/frame.js";
import { Rest } from "../page/rest.js";

/** When nothing has changed for so many ms, the sizes that are not shown are computed too. */
export const REST = 200;
/** So many pictures are kept, with all that was computed of them. */
const KEPT = 3;

/**
 * @typedef {import("../core/settings.js").Settings} Settings
 *
 * A face in pixels of the picture; `score` is from 0 to 1.
 * @typedef {{left: number, top: number, right: number, bottom: number, score: number}} Face
 *
 * What Python says of the picture `shown`, with some slopes. `sentence` has the counts, `compared` what the picture gives as
 * it is, with the learned slopes ("" where that is what is shown).
 * @typedef {{shown: string, slopes: string|number, faces: Face[], sentence: string, compared: string}} Found
 *
 * A picture with its change, at every size. `address` shows it; `upload` is the number of the visitor's own picture.
 * @typedef {{id: string, settings: Settings, upload: number, rows: number, cols: number, address: string,
 *            scales: {scale: number, rows: number, cols: number, levels: Uint8Array}[]}} Picture
 *
 * One size, of so many rows and columns of pixels: `answers` are of the slopes `of`.
 * @typedef {{scale: number, rows: number, cols: number, state: any, of: string|null, answers: {rows: number, cols: number, face: Float32Array}|null}} Size
 */

/** Dispatches "frame" when the maps are others, "receive" when Python has answered, "picture" when another picture is there. */
export class NetworkModel extends OwnedModel {
  #frame = new Frame(() => this.#compute());
  /** The pictures that are kept, the newest last. @type {Map<string, {picture: Picture, sizes: Size[]}>} */
  #kept = new Map();
  #late = new Rest(() => this.#computeLate(), REST);
  /** The settings that the last frame was computed for. */
  #shown = "";

  /** @param {() => number} [clock] as for Owner */
  constructor(clock) {
    super(clock, rules);
    /** Asks for another run of the page. @type {() => void} */
    this.run = () => {};
    /** Asks for a picture that Python takes for known. @type {(id: string) => void} */
    this.lack = () => {};
    /**
     * Asks for something that Python or the page does: "upload", "open" with the name of a channel, or "reread" with what is
     * chosen of the visitor's own file.
     * @type {(name: string, value?: any) => void}
     */
    this.ask = () => {};
    /** Whether the visitor has a picture of their own. */
    this.hasOwn = false;
    /** What is told of the visitor's own picture, and can be chosen. @type {import("../widgets/picture_file.js").File|null} */
    this.file = null;
    /** @type {any} */
    this.weights = null;
    /** @type {Picture|null} */
    this.picture = null;
    /** @type {Size[]} */
    this.sizes = [];
    /** @type {Found|null} */
    this.found = null;
    this.layers = NETWORK.layers;
    this.learned = NETWORK.slopes;
    this.presets = NETWORK.presets;
    this.words = NETWORK.words;
    this.owner.addEventListener("change", () => {
      this.#showKept();
      this.#frame.ask();
    });
  }

  /** The slopes of all channels, layer after layer. @returns {number[]} */
  get slopes() {
    return readSlopes(String(this.settings.slopes), this.learned);
  }

  undo() {
    super.undo();
    this.#showKept();
  }

  redo() {
    super.redo();
    this.#showKept();
  }

  /** Whether the picture of the settings is not there yet; what is shown is then the one before. */
  get isWaiting() {
    return !this.picture || !this.#isShownBy(this.picture);
  }

  /** What Python says of what is shown; null while it has not answered. */
  get confirmed() {
    const { found, picture, settings } = this;
    const isOfThis = found?.shown === picture?.id && found?.slopes === settings.slopes;
    return found && isOfThis && !this.isWaiting ? found : null;
  }

  /** The index of the size whose answers are shown; null for the strongest of all. @returns {number|null} */
  get size() {
    const scale = Math.min(Number(this.settings.scale), this.sizes.length);
    return scale ? scale - 1 : null;
  }

  /** The sizes whose answers are shown. */
  get shown() {
    return this.size === null ? this.sizes : [this.sizes[this.size]];
  }

  /**
   * How many places look like a face to the first stage, at all sizes if they are computed, else at those shown.
   * @returns {{cells: number, places: number, isWhole: boolean}} `isWhole` if they are all sizes
   */
  get counts() {
    const isWhole = this.sizes.every(({ of }) => of === this.settings.slopes);
    return { ...counted(isWhole ? this.sizes : this.shown), isWhole: isWhole || this.size === null };
  }

  /** The same at the sizes that are shown. @returns {{cells: number, places: number}} */
  get shownCounts() {
    return counted(this.shown);
  }

  /**
   * A channel's map before and after its rectifier, at the shown size, or the largest.
   * @param {number} layer  from 1 @param {number} channel  from 0
   * @returns {{before: import("../core/arrays.js").Map, after: import("../core/arrays.js").Map}|null} null without a size
   */
  channelMaps(layer, channel) {
    const size = this.sizes[this.size ?? 0];
    return size ? channelMaps(size.state, this.weights, this.slopes, layer, channel) : null;
  }

  /**
   * Take what Python says. The picture that it speaks of is named by `shown`, and comes with it if it is not known.
   * @param {{answer: any, shown: string, picture: any, found: any, hasOwn: boolean,
   *          file?: import("../widgets/picture_file.js").File|{}, arrays: Record<string, any>}} message
   * @param {{isReturn?: boolean, isSameAddress?: boolean}} [options] as for Owner
   */
  receive({ answer, shown, picture, found, hasOwn, file = {}, arrays }, { isReturn = false, isSameAddress = false } = {}) {
    this.hasOwn = hasOwn;
    this.file = "said" in file ? file : null;
    if (picture) this.#keep(picture, arrays);
    this.take(answer, { isReturn, isSameAddress }, () => {
      this.found = found && { ...found, shown, slopes: answer.settings.slopes };
      if (this.#kept.has(shown) && this.#isShownBy(this.#kept.get(shown).picture)) this.#show(shown);
    });
    this.#frame.now();
    if (!this.#kept.has(shown)) this.lack(shown);
  }

  /** @param {any} picture @param {Record<string, any>} arrays */
  #keep(picture, arrays) {
    this.weights ??= weightsOf(arrays);
    if (!this.#kept.has(picture.id)) {
      const sizes = picture.scales.map(({ scale, rows, cols }, k) => {
        return { scale, rows, cols, state: prepare(arrays[`scale${k}`], rows, cols), of: null, answers: null };
      });
      this.#kept.set(picture.id, { picture, sizes });
    }
    const old = [...this.#kept.keys()].filter((id) => id !== this.picture?.id && id !== picture.id);
    for (const id of old.slice(0, Math.max(0, this.#kept.size - KEPT))) this.#kept.delete(id);
    this.reporter.extra = { has: [...this.#kept.keys()] };
  }

  /** Show the picture of the settings, if one is kept. */
  #showKept() {
    if (this.picture && !this.isWaiting) return;
    const found = [...this.#kept.values()].reverse().find(({ picture }) => this.#isShownBy(picture));
    if (found) this.#show(found.picture.id);
  }

  /** @param {string} id  of a picture that may be kept */
  #show(id) {
    const kept = this.#kept.get(id);
    if (!kept || kept.picture === this.picture) return;
    Object.assign(this, kept);
    this.#shown = "";
    this.dispatchEvent(new Event("picture"));
  }

  /** Whether a picture is the one of the settings. @param {Picture} picture */
  #isShownBy({ settings: { picture, change }, upload }) {
    const isOwn = picture === NETWORK.own;
    return picture === this.settings.picture && change === this.settings.change && (!isOwn || upload === this.upload);
  }

  #compute() {
    const { slopes, scale } = this.settings;
    const shown = `${this.picture?.id} ${slopes} ${scale}`;
    if (!this.picture || shown === this.#shown) return;
    this.#shown = shown;
    for (const size of this.shown) this.#answer(size);
    this.dispatchEvent(new Event("frame"));
    this.#late.ask();
  }

  /** Compute the sizes that are not shown. */
  #computeLate() {
    const late = this.sizes.filter(({ of }) => of !== this.settings.slopes);
    if (!late.length) return;
    for (const size of late) this.#answer(size);
    this.dispatchEvent(new Event("frame"));
  }

  /** @param {Size} size */
  #answer(size) {
    size.answers = proposals(size.state, this.weights, this.slopes);
    size.of = String(this.settings.slopes);
  }
}

/** @type {(sizes: Size[]) => {cells: number, places: number}} */
function counted(sizes) {
  const known = sizes.filter(({ answers }) => answers);
  const sum = (count) => known.reduce((total, { answers }) => total + count(answers.face), 0);
  return { cells: sum(countFaces), places: sum((face) => face.length) };
}

/** @type {(face: Float32Array) => number} */
function countFaces(face) {
  let count = 0;
  for (let k = 0; k < face.length; k += 1) count += face[k] > NETWORK.threshold ? 1 : 0;
  return count;
}

/** The weights by layer. @param {Record<string, Float32Array>} arrays */
function weightsOf(arrays) {
  const layer = (name) => ({ weight: arrays[`${name}.weight`], bias: arrays[`${name}.bias`] });
  return { conv1: layer("conv1"), conv2: layer("conv2"), conv3: layer("conv3"), face: layer("face") };
}
