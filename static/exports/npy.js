// Arrays in NumPy's .npy format, byte by byte as `numpy.save` writes them.

import { joined, two } from "./bytes.js";

const HEADER = 118; // bytes: with the ten before it, the numbers start at byte 128

/** Write a map as an array of float32. @param {import("../core/arrays.js").Map} map */
export const npy = ({ values, rows, cols }) => file("<f4", `(${rows}, ${cols})`, values.slice());

/** Write a text as an array of no dimensions. @param {string} text */
export function npyText(text) {
  const letters = Uint32Array.from(text, (letter) => letter.codePointAt(0));
  return file(`<U${letters.length}`, "()", letters);
}

/** @type {(type: string, shape: string, numbers: Float32Array|Uint32Array) => Uint8Array<ArrayBuffer>} */
function file(type, shape, numbers) {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(HEADER - 1);
  return joined([0x93], "NUMPY", [1, 0], two(HEADER), `${header}\n`, new Uint8Array(numbers.buffer));
}
