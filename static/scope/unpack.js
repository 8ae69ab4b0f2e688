// Reads the message that explorer/message.py packs.

const KINDS = { uint8: Uint8Array, int16: Int16Array, int64: BigInt64Array, float32: Float32Array, float64: Float64Array };

/**
 * @typedef {object} Message
 * @property {any} header
 * @property {Record<string, Float32Array|Float64Array|Uint8Array>} arrays
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
  for (const [name, entry] of Object.entries(header.arrays)) {
    const values = new KINDS[entry.kind](own.buffer, 8 + length + entry.start, entry.length);
    arrays[name] = entry.steps === 1 ? values : divided(values, entry.steps);
  }
  return { header, arrays };
}

/** A plain loop: Float32Array.from with a function takes ten times as long. */
function divided(values, steps) {
  const result = new Float32Array(values.length);
  for (let k = 0; k < values.length; k++) result[k] = values[k] / steps;
  return result;
}

/**
 * Look values up in a table of the activation, as explorer.activations.interpolate does.
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
