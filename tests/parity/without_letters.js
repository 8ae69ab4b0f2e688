// The labelled picture of a map in a place without a canvas: for tests/parity/node.py.

import { labelledPng as labelled } from "../../static/exports/images.js";

/** Keeps what is written, and shows `cover` of it on every pixel. */
class Canvas {
  static texts = [];
  static cover = 0;

  constructor(width, height) {
    Object.assign(this, { width, height });
  }

  getContext() {
    return {
      fillText: (text) => Canvas.texts.push(text),
      getImageData: () => ({ data: new Uint8ClampedArray(4 * this.width * this.height).fill(Canvas.cover) }),
    };
  }
}

/**
 * Return the file, and the texts that would stand on it.
 * @param {number} cover 0 for letters that cover nothing, 255 for a canvas that can not be read
 */
export async function labelledPng(map, table, span, options, cover) {
  Object.assign(globalThis, { OffscreenCanvas: Canvas });
  Object.assign(Canvas, { texts: [], cover });
  const file = await labelled(map, table, span, options); // writes all texts before it waits
  return { file, texts: Canvas.texts };
}
