// Files of numbers as the site and the page in one file read them: for tests/parity/node.py.

import { readDeep } from "../../static/images/deep.js";
import { examine } from "../../static/images/headers.js";
import { averaged, sidesWithin } from "../../static/images/shrinking.js";

/** Read a file, as far as the canvas has no part in it. @param {Uint8Array<ArrayBuffer>} bytes @param {number} longSide */
export async function read(bytes, longSide) {
  const blob = new Blob([bytes]);
  const deep = await readDeep(blob, await examine(blob));
  if (!deep) return null;
  const { rows, cols, isDeep, isTransparent, notes } = deep;
  const image = averaged(deep.brightness(1), ...sidesWithin(rows, cols, longSide), isDeep);
  return { image, isDeep, isTransparent, notes, red: deep.colours(1)[0] };
}
