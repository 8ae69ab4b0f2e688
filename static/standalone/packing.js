// Reads what explorer/exports/packing.py has packed into the page.

/** @typedef {import("../core/arrays.js").Map} Picture */

/**
 * Return the bytes of which every four were written as five letters: digits to the base 85, from # to x but for <.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(text) {
  const letters = text.trim();
  const missing = (5 - (letters.length % 5)) % 5;
  const words = new DataView(new ArrayBuffer(((letters.length + missing) / 5) * 4));
  for (let k = 0; k < letters.length; k += 5) {
    let word = 0;
    for (let j = k; j < k + 5; j += 1) word = 85 * word + digitOf(j < letters.length ? letters.charCodeAt(j) : LAST);
    words.setUint32((k / 5) * 4, word);
  }
  return new Uint8Array(words.buffer, 0, words.byteLength - missing);
}

const [FIRST, LEFT_OUT, LAST] = ["#", "<", "x"].map((letter) => letter.charCodeAt(0));

/** @type {(code: number) => number} */
const digitOf = (code) => code - FIRST - (code > LEFT_OUT ? 1 : 0);

/**
 * Undo the letters and zlib.
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
 * Undo the packing of a picture of more than 256 levels: of each float32 the first bytes stand together, then the second ones.
 * @param {Uint8Array} planes @param {number} rows @param {number} cols
 * @returns {Picture}
 */
export function unpackedDeep(planes, rows, cols) {
  const count = rows * cols;
  const view = new DataView(new ArrayBuffer(4 * count));
  planes.forEach((byte, k) => view.setUint8(4 * (k % count) + Math.floor(k / count), byte));
  return { values: Float32Array.from({ length: count }, (_, k) => view.getFloat32(4 * k)), rows, cols };
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
