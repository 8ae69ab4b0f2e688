// Small pictures to choose from.

import { GREY } from "../core/paint.js";
import { element } from "../page/elements.js";
import { paintWhole } from "../scope/drawing.js";

/** Return the address of a picture, which holds the picture itself. @param {import("../core/arrays.js").Map} image */
export function thumbnailOf(image) {
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"));
  paintWhole(canvas, image, { table: GREY, span: [0, 1], threshold: null }, 1);
  return canvas.toDataURL();
}
