// Several files in one, as ZIP, not compressed.

import { crc32, four, joined, two } from "./bytes.js";

const VERSION = two(20); // 2.0 of the format is enough to read it
const NONE = two(0);
const FIRST_DAY = two((1 << 5) | 1); // 1 January 1980, so that equal files give equal bytes

/** @param {Record<string, Uint8Array>} files by name, in ASCII @returns {Uint8Array<ArrayBuffer>} */
export function zip(files) {
  let [body, index] = [joined(), joined()];
  for (const [name, bytes] of Object.entries(files)) {
    const about = described(name, bytes);
    index = joined(index, "PK\x01\x02", VERSION, about, NONE, NONE, NONE, four(0), four(body.length), name);
    body = joined(body, "PK\x03\x04", about, name, bytes);
  }
  const count = two(Object.keys(files).length);
  return joined(body, index, "PK\x05\x06", NONE, NONE, count, count, four(index.length), four(body.length), NONE);
}

/**
 * What is said of a file twice: version, flags, method, time, date, checksum, size twice, length of the name and of more.
 * @type {(name: string, bytes: Uint8Array) => Uint8Array}
 */
function described(name, bytes) {
  const size = four(bytes.length);
  return joined(VERSION, NONE, NONE, NONE, FIRST_DAY, four(crc32(bytes)), size, size, two(name.length), NONE);
}
