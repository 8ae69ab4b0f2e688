// Reads the messages that explorer/messages/binary.py packs.

/**
 * @typedef {object} Message
 * @property {any} header
 * @property {Record<string, Float32Array|Uint8Array>} arrays
 */

/**
 * Read a message. An array sent as whole steps (bytes) is returned as the float32 numbers step / steps.
 * @param {Uint8Array} bytes
 * @returns {Message}
 */
export function unpack(bytes) {
  const own = bytes.slice(); // typed arrays need an aligned start
  if (new TextDecoder().decode(own.subarray(0, 4)) !== "SCOP") throw new Error("not a message for the scope");
  const length = new DataView(own.buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(8, 8 + length)));
  const arrays = {};
  for (const [name, { kind, length: count, start, steps }] of Object.entries(header.arrays)) {
    const values = new { uint8: Uint8Array, float32: Float32Array }[kind](own.buffer, 8 + length + start, count);
    arrays[name] = steps === 1 ? values : divided(values, steps);
  }
  return { header, arrays };
}

/** A loop: `Float32Array.from` with a function takes twenty times as long. @param {Uint8Array} values @param {number} steps */
function divided(values, steps) {
  const results = new Float32Array(values.length);
  for (let k = 0; k < values.length; k += 1) results[k] = values[k] / steps;
  return results;
}
