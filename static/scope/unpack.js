// Reads the message that explorer/messages/binary.py packs.

const KINDS = { uint8: Uint8Array, int16: Int16Array, int64: BigInt64Array, float32: Float32Array, float64: Float64Array };

/**
 * A map whose values are few: `values` holds each of them once, and `codes` says for every pixel which it is.
 * Without codes the values are those of the pixels themselves.
 * @typedef {{values: Float32Array, codes: Uint16Array|null}} Levels
 */

/**
 * @typedef {object} Message
 * @property {any} header
 * @property {Record<string, Float32Array|Float64Array|Uint8Array>} arrays
 * @property {Record<string, Levels>} levels the arrays of whole steps once more, each value once
 */

/**
 * Take a message apart. Arrays of whole steps come back as the float32 numbers they stand for.
 * @param {Uint8Array} bytes
 * @returns {Message}
 */
export function unpack(bytes) {
  const own = bytes.slice(); // typed arrays need an aligned start
  if (new TextDecoder().decode(own.subarray(0, 4)) !== "SCOP") throw new Error("not a message for the scope");
  const length = new DataView(own.buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(8, 8 + length)));
  const arrays = {};
  const levels = {};
  for (const [name, entry] of Object.entries(header.arrays)) {
    const values = new KINDS[entry.kind](own.buffer, 8 + length + entry.start, entry.length);
    if (entry.steps === 1) {
      arrays[name] = values;
      continue;
    }
    levels[name] = coded(values, entry.steps);
    arrays[name] = spread(levels[name].values, levels[name].codes);
  }
  return { header, arrays, levels };
}

/**
 * Number the whole steps from the lowest to the highest.
 * @param {Int16Array|Uint8Array} steps @param {number} perUnit
 * @returns {Levels}
 */
function coded(steps, perUnit) {
  let low = 0;
  let high = 0;
  for (let k = 0; k < steps.length; k++) {
    if (steps[k] < low) low = steps[k];
    else if (steps[k] > high) high = steps[k];
  }
  const codes = new Uint16Array(steps.length);
  for (let k = 0; k < steps.length; k++) codes[k] = steps[k] - low;
  return { values: Float32Array.from({ length: high - low + 1 }, (_, k) => (low + k) / perUnit), codes };
}

/**
 * Give every pixel what its level has.
 * @template {Float32Array|Uint32Array} T
 * @param {T} list one entry a level, or a pixel where there are no codes @param {Uint16Array|null} codes
 * @returns {T}
 */
export function spread(list, codes) {
  if (!codes) return list;
  const result = /** @type {T} */ (new /** @type {any} */ (list.constructor)(codes.length));
  for (let k = 0; k < codes.length; k++) result[k] = list[codes[k]];
  return result;
}

/**
 * Look values up in a table of the activation, as explorer.core.activations.interpolate does.
 * Node i of each side stands at limit * (i / samples) ** 2; node 0 is the value just beside zero.
 * @param {{left: Float64Array, atZero: number, right: Float64Array, limit: number}} table
 * @param {Float32Array} values
 * @returns {Float32Array}
 */
export function lookUp({ left, atZero, right, limit }, values) {
  const samples = left.length - 1;
  const result = new Float32Array(values.length);
  for (let k = 0; k < values.length; k++) {
    const z = values[k];
    if (z === 0) {
      result[k] = atZero;
      continue;
    }
    const side = z < 0 ? left : right;
    const squared = (Math.abs(z) / limit) * samples * samples;
    const near = Math.min(Math.floor(Math.sqrt(squared)), samples - 1);
    const share = (squared - near * near) / (2 * near + 1);
    result[k] = side[near] + share * (side[near + 1] - side[near]);
  }
  return result;
}
