// Reads what explorer/exports/packing.py has packed into the page.

/** @typedef {import("../core/arrays.js").Map} Picture */

/** Undo base64. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < letters.length; k += 1) bytes[k] = letters.charCodeAt(k); // `Uint8Array.from` takes 0.2 s for Plotly
  return bytes;
}

/**
 * Undo base64 and zlib.
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
export async function inflated(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Undo the packing of a picture: add to each difference what the pixels on the left, above and between let expect.
 * @param {Uint8Array} differences @param {number} rows @param {number} cols
 * @returns {Picture}
 */
export function unpacked(differences, rows, cols) {
  const levels = differences.slice();
  const values = new Float32Array(levels.length);
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) {
      const here = row * cols + col;
      const left = col ? levels[here - 1] : 0;
      const above = row ? levels[here - cols] : 0;
      const between = row && col ? levels[here - cols - 1] : 0;
      levels[here] += median(left, above, left + above - between); // counts on from 255 at 0, as in Python
      values[here] = levels[here] / 255;
    }
  }
  return { values, rows, cols };
}

/**
 * Undo the packing of a picture of which a larger one is known: add to each difference the level of that one, shrunk.
 * @param {Uint8Array} differences @param {Picture} shrunk  of whole levels
 * @returns {Picture}
 */
export function corrected(differences, { values, rows, cols }) {
  const level = (value, k) => (Math.round(255 * value) + differences[k]) & 255; // counts on from 255 at 0, as in Python
  return { values: values.map((value, k) => level(value, k) / 255), rows, cols };
}

/** @type {(one: number, other: number, third: number) => number} */
function median(one, other, third) {
  const [low, high] = one < other ? [one, other] : [other, one];
  return third < low ? low : third > high ? high : third;
}
