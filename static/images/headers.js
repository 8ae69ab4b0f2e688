// The headers of picture files: what kind they are, how large, and whether they keep to the limits. No pixel is decoded.

import { MAX_BYTES, MAX_PIXELS, MIN_SIDE, REFUSALS } from "../core/catalog.js";
import { fill } from "../core/notation.js";

/** @typedef {[width: number, height: number]} Sides */

const MEGA = 1_000_000;

/** A picture that cannot be used; the message says why and what to do, in one sentence. */
export class UnreadableImage extends Error {}

/** The error whose sentence `REFUSALS` has under a name. @type {(name: keyof typeof REFUSALS, values?: Record<string, number>) => UnreadableImage} */
export const refusal = (name, values = {}) => new UnreadableImage(fill(REFUSALS[name], values));

/** Refuse a picture that is too large or too small. @type {(sides: Sides) => void} */
export function checkSides([width, height]) {
  if (width * height > MAX_PIXELS) throw refusal("TOO_MANY_PIXELS", { width, height });
  if (Math.min(width, height) < MIN_SIDE) throw refusal("TOO_SMALL", { width, height, least: MIN_SIDE });
}

/** The kinds of files that are read, by how they begin; `sides` reads their header. */
const KINDS = [
  { name: "PNG", magic: "\x89PNG\r\n\x1a\n", sides: pngSides },
  { name: "JPEG", magic: "\xff\xd8\xff", sides: jpegSides },
  { name: "GIF", magic: "GIF8", sides: gifSides },
  { name: "WebP", magic: "RIFF", sides: webpSides },
  { name: "BMP", magic: "BM", sides: bmpSides },
  { name: "TIFF", magic: "II*\0", sides: () => null },
  { name: "TIFF", magic: "MM\0*", sides: () => null },
];

/**
 * Read the header and check the limits; no pixel is decoded.
 * @param {Blob} blob
 * @returns {Promise<{kind: string, pixels: number}>} 0 pixels where only the browser knows how many there are
 */
export async function examine(blob) {
  if (!blob.size) throw refusal("EMPTY");
  if (blob.size > MAX_BYTES) {
    throw refusal("TOO_LARGE", { count: Math.ceil(blob.size / MEGA), limit: MAX_BYTES / MEGA });
  }
  const view = new DataView(await bytesOf(blob));
  const kind = KINDS.find(({ magic }) => textAt(view, 0, magic.length) === magic);
  if (!kind || (kind.name === "WebP" && textAt(view, 8, 4) !== "WEBP")) throw refusal("UNKNOWN");
  const sides = within(() => kind.sides(view));
  if (sides) checkSides(sides);
  return { kind: kind.name, pixels: sides ? sides[0] * sides[1] : 0 };
}

/** @type {(blob: Blob) => Promise<ArrayBuffer>} */
async function bytesOf(blob) {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw refusal("UNOPENED");
  }
}

/** What a reader of a header finds; reading on behind the end of the file means damage. @template T @param {() => T} read @returns {T} */
function within(read) {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? refusal("DAMAGED") : error;
  }
}

/** Some bytes as letters; fewer at the end of the file. @type {(view: DataView, start: number, count: number) => string} */
function textAt(view, start, count) {
  const end = Math.min(start + count, view.byteLength);
  return start < end ? String.fromCharCode(...new Uint8Array(view.buffer, start, end - start)) : "";
}

/** @type {(view: DataView) => Sides} */
function pngSides(view) {
  if (textAt(view, 12, 4) !== "IHDR") throw refusal("DAMAGED");
  return [view.getUint32(16), view.getUint32(20)];
}

/** Look for the frame, which the notes stand before. @type {(view: DataView) => Sides} */
function jpegSides(view) {
  for (let at = 2; ; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === 0xff) at += 1;
    else if (isFrame(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    else at += 2 + view.getUint16(at + 2);
  }
}

/** @type {(marker: number) => boolean} */
const isFrame = (marker) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @type {(view: DataView) => Sides} */
function gifSides(view) {
  return [view.getUint16(6, true), view.getUint16(8, true)];
}

/** The sides stand in another place in each of three ways to pack the pixels. @type {(view: DataView) => Sides} */
function webpSides(view) {
  switch (textAt(view, 12, 4)) {
    case "VP8 ":
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
    }
    case "VP8X":
      return [(view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1];
    default:
      throw refusal("DAMAGED");
  }
}

/** The bytes of the header of a BMP: there are so many kinds of it. */
const BMP_HEADERS = [12, 40, 52, 56, 64, 108, 124];

/** A negative height means that the first row is the upper one. @type {(view: DataView) => Sides} */
function bmpSides(view) {
  const size = view.getUint32(14, true);
  if (size === 12) return [view.getUint16(18, true), view.getUint16(20, true)];
  const [width, height] = [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
  if (!BMP_HEADERS.includes(size) || width < 0) throw refusal("DAMAGED");
  return [width, height];
}
