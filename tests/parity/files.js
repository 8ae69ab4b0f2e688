// The files that the browser makes, in a place without a canvas: for tests/parity/node.py.

import { labelledPng } from "../../static/exports/images.js";
import { Model } from "../../static/model/model.js";
import { filesOf, viewOf } from "../../static/standalone/files.js";

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
Object.assign(globalThis, { OffscreenCanvas: Canvas });

/**
 * Return a labelled picture, and the texts that would stand on it.
 * @param {number} cover 0 for letters that cover nothing, 255 for a canvas that can not be read
 */
export async function labelled(map, table, span, options, cover) {
  Object.assign(Canvas, { texts: [], cover });
  const file = await labelledPng(map, table, span, options); // writes all texts before it waits
  return { file, texts: Canvas.texts };
}

/** Return every file of a view by its name; its picture arrives when the view has been asked for. */
export async function made(templates, settings, image) {
  const model = new Model(() => 0);
  const view = viewOf(model);
  model.store.receivePicture("picture", image);
  model.receive({ answer: { settings, seen: 0, session: "a", number: 1 }, picture: "picture", facts: null, experiment: "", hidden: [] });
  Object.assign(Canvas, { texts: [], cover: 0 });
  const files = Object.values(filesOf(templates)).flat();
  const pairs = files.map(async ({ name, make }) => [name, await make(await view)]);
  return { ...Object.fromEntries(await Promise.all(pairs)), texts: Canvas.texts };
}
