// Bytes of files: what Python's struct and zlib do.

/** The bytes of a whole number, the lowest first. @type {(value: number) => number[]} */
export const two = (value) => [value & 255, (value >>> 8) & 255];

/** @type {(value: number) => number[]} */
export const four = (value) => [...two(value), ...two(value >>> 16)];

/**
 * Put pieces of a file together; texts become UTF-8.
 * @param {(Uint8Array|number[]|string)[]} pieces
 */
export function joined(...pieces) {
  const parts = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  const file = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** The checksum of PNG and ZIP files. @param {Uint8Array} bytes @returns {number} from 0 to 2^32 - 1 */
export function crc32(bytes) {
  let rest = -1;
  for (let k = 0; k < bytes.length; k += 1) rest = (rest >>> 8) ^ REMAINDERS[(rest ^ bytes[k]) & 255];
  return ~rest >>> 0;
}

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** Compress as zlib does. @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array>} */
export async function compressed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
