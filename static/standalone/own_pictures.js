// The visitor's own pictures, by number: the last few are kept, as in explorer/ui/features/uploads.py.

import { DESCRIPTIONS } from "../core/catalog.js";
import { describeFrame, describeTransparency } from "../core/description.js";
import { fill } from "../core/notation.js";
import { UnreadableImage } from "../images/headers.js";

/** So many that can be read again are kept: a frame is one. */
const READINGS = 12;

/**
 * What is chosen of a file. @typedef {{frame: number, over: string}} Choice
 *
 * What a file was read as, beside the pixels, and what reads it again; a picture that came with the page has no file.
 * @typedef {{over?: string, vanishes?: boolean, notes?: string[], frame?: number, frames?: number, hasStill?: boolean,
 *            isDocument?: boolean, canChoose?: boolean, reread?: (choice: Choice) => Promise<any>}} OwnFile
 *
 * A frame that could not be read: the picture that is shown instead, and another number for each attempt.
 * @typedef {{upload: number, text: string, number: number}} Problem
 */

/** @template {OwnFile} Own */
export class OwnPictures {
  /** @type {Map<number, Own>} */
  #pictures = new Map();
  /** The number of the last one; 0 without any. */
  last = 0;

  /** @param {number} number @returns {Own|undefined} */
  get(number) {
    return this.#pictures.get(number);
  }

  /**
   * Take a picture.
   * @param {Own} own @param {number} pinned  the number of one that is not forgotten
   * @returns {{number: number, forgotten: number[]}} its number, and those of the pictures that are forgotten
   */
  add(own, pinned) {
    this.last += 1;
    this.#pictures.set(this.last, own);
    const again = [...this.#pictures.keys()].filter((number) => number !== pinned && this.#pictures.get(number).reread);
    const forgotten = again.slice(0, -READINGS);
    for (const number of forgotten) this.#pictures.delete(number);
    return { number: this.last, forgotten };
  }
}

/** Name a frame of a picture. @param {OwnFile} own @param {number} frame */
const frameNamed = ({ frames = 1, hasStill = false, isDocument = false }, frame) => describeFrame(frame, frames, { hasStill, isDocument });

/**
 * What is told of a picture of the visitor's own, and can be chosen.
 * @param {OwnFile|undefined} own @param {number} upload  its number @param {Problem|null} problem  the last one
 * @param {{withNotes?: boolean}} [options]  whether the range of its numbers is told
 * @returns {import("../widgets/picture_file.js").File|{}}
 */
export function toldOf(own, upload, problem, { withNotes = true } = {}) {
  if (!own) return {};
  const { over = "", vanishes = false, notes = [], frame = 0, frames = 1, hasStill = false, canChoose = false } = own;
  const isOnly = frames > 1 && !canChoose;
  const only = isOnly ? [fill(DESCRIPTIONS.ONLY_FRAME, { frame: frameNamed(own, frame) })] : [];
  const said = [...only, ...(over ? [describeTransparency(over, vanishes)] : []), ...(withNotes ? notes : [])];
  const isOfThis = problem?.upload === upload;
  return {
    upload,
    said,
    problem: isOfThis ? { text: problem.text, number: problem.number } : null,
    frame,
    frames: canChoose ? frames : 1,
    isDocument: false,
    hasStill,
    over: /** @type {"white"|"black"|""} */ (over),
  };
}

/** Reads files in another way, one at a time: of what is asked for meanwhile, as by a key that is held, the last counts. */
export class Rereading {
  /** @type {(Choice & {upload: number})|null} */
  #wanted = null;
  #isReading = false;
  #count = 0;

  /**
   * @param {{own: (number: number) => any}} pictures @param {Choice & {upload: number}} choice
   * @param {(upload: number, made: any, problem: Problem|null) => void} take  is given the picture, or why there is none
   */
  async ask(pictures, choice, take) {
    this.#wanted = choice;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#wanted) {
        const asked = this.#wanted;
        const own = pictures.own(asked.upload);
        const { made, problem } = own?.reread ? await this.#read(own, asked) : { made: null, problem: null };
        if (this.#wanted !== asked) continue;
        this.#wanted = null;
        if (made || problem) take(asked.upload, made, problem);
      }
    } finally {
      this.#wanted = null;
      this.#isReading = false;
    }
  }

  /** @param {any} own @param {Choice & {upload: number}} choice @returns {Promise<{made: any, problem: Problem|null}>} */
  async #read(own, { upload, frame, over }) {
    try {
      return { made: { ...(await own.reread({ frame, over })), reread: own.reread }, problem: null };
    } catch (error) {
      if (!(error instanceof UnreadableImage)) throw error;
      this.#count += 1;
      const text = fill(DESCRIPTIONS.NO_FRAME, { frame: frameNamed(own, frame) });
      return { made: null, problem: { upload, text, number: this.#count } };
    }
  }
}
