// The headers of picture files: what kind they are, how large, and whether they keep to the limits. No pixel is decoded.

import { JPEG_CODINGS, MAX_BYTES, MAX_PIXELS, MIN_SIDE, REFUSALS } from "../core/catalog.js";
import { fill } from "../core/notation.js";
import { endsEarly } from "./endings.js";
import { countFrames, hasStill } from "./frames.js";
import { pngParts } from "./png_parts.js";
import { isTable } from "./tables.js";

/** @typedef {[width: number, height: number]} Sides */

const MEGA = 1_000_000;

/** A picture that cannot be used; the message says why and what to do, in one sentence. */
export class UnreadableImage extends Error {}

/** The error whose sentence `REFUSALS` has under a name. @type {(name: keyof typeof REFUSALS, values?: Record<string, number|string>) => UnreadableImage} */
export const refusal = (name, values = {}) => new UnreadableImage(fill(REFUSALS[name], values));

/** Refuse a picture that is too large or too small. @type {(sides: Sides) => void} */
export function checkSides([width, height]) {
  if (width * height > MAX_PIXELS) throw refusal("TOO_MANY_PIXELS", { width, height });
  if (Math.min(width, height) < MIN_SIDE) throw refusal("TOO_SMALL", { width, height, least: MIN_SIDE });
}

/** Tells whether a file begins with certain letters. @type {(magic: string) => (view: DataView) => boolean} */
const begins = (magic) => (view) => textAt(view, 0, magic.length) === magic;

/** The kinds of files that are read here or in Python, by how they begin; `sides` reads their header. */
const KINDS = [
  { name: "PNG", is: begins("\x89PNG\r\n\x1a\n"), sides: pngSides },
  { name: "JPEG", is: begins("\xff\xd8\xff"), sides: jpegSides },
  { name: "GIF", is: begins("GIF8"), sides: gifSides },
  { name: "WebP", is: (view) => begins("RIFF")(view) && textAt(view, 8, 4) === "WEBP", sides: webpSides },
  { name: "BMP", is: begins("BM"), sides: bmpSides },
  { name: "AVIF", is: (view) => brands(view).some((brand) => AVIF.includes(brand)), sides: claimedSides },
  { name: "HEIC", is: (view) => brands(view).some((brand) => HEIC.includes(brand)), sides: claimedSides },
  { name: "JPEG 2000", is: begins("\0\0\0\x0cjP  \r\n\x87\n"), sides: jp2Sides },
  { name: "JPEG 2000", is: begins("\xff\x4f\xff\x51"), sides: () => null },
  { name: "TIFF", is: begins("II*\0"), sides: () => null },
  { name: "TIFF", is: begins("MM\0*"), sides: () => null },
  { name: "TIFF", is: begins("II+\0"), sides: () => null },
  { name: "TIFF", is: begins("MM\0+"), sides: () => null },
  { name: "NPY", is: begins("\x93NUMPY"), sides: () => null },
  { name: "NPZ", is: begins("PK\x03\x04"), sides: () => null },
  { name: "CSV", is: (view) => isTable(new Uint8Array(view.buffer)), sides: () => null },
];
/** So many parts of a file are looked at, and so many bytes of the one that describes the pictures. */
const [MOST_BOXES, MOST_META] = [100, 1 << 15];
const AVIF = ["avif", "avis"];
const HEIC = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"];

/**
 * Read the header and check the limits; no pixel is decoded.
 * @param {Blob} blob
 * @param {number} [maxBytes]  how large it may be; a server may be set up for more or less
 * @returns {Promise<{kind: string, pixels: number, isCutShort: boolean, frames: number, hasStill: boolean, isDeepPng: boolean,
 *     coding: string, isHdr: boolean}>} 0 pixels where only the browser knows how many there are; whether its first frame is no
 *     part of the animation; whether it is a PNG of 16 bits; what is unusual in a JPEG; whether it is made for screens that
 *     show more than white
 */
export async function examine(blob, maxBytes = MAX_BYTES) {
  if (!blob.size) throw refusal("EMPTY");
  if (blob.size > maxBytes) {
    throw refusal("TOO_LARGE", { count: Math.ceil(blob.size / MEGA), limit: maxBytes / MEGA });
  }
  const view = new DataView(await bytesOf(blob));
  const kind = KINDS.find(({ is }) => is(view));
  if (!kind) throw refusal("UNKNOWN");
  const isCutShort = endsEarly(kind.name, view);
  const sides = within(() => kind.sides(view), isCutShort);
  if (sides) checkSides(sides);
  const isDeepPng = kind.name === "PNG" && view.byteLength > 28 && view.getUint8(24) === 16;
  const coding = kind.name === "JPEG" ? codingOf(view) : "";
  const frames = { frames: countFrames(kind.name, view), hasStill: hasStill(kind.name, view) };
  const isHdr = HDR.includes(transferOf(kind.name, view));
  return { kind: kind.name, pixels: sides ? sides[0] * sides[1] : 0, isCutShort, ...frames, isDeepPng, coding, isHdr };
}

/** @type {(blob: Blob) => Promise<ArrayBuffer>} */
async function bytesOf(blob) {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw refusal("UNOPENED");
  }
}

/** What a reader of a header finds; reading on behind the end of the file means damage. @template T @param {() => T} read @param {boolean} isCutShort @returns {T} */
function within(read, isCutShort) {
  try {
    return read();
  } catch (error) {
    const isRefused = error instanceof RangeError || error instanceof UnreadableImage;
    throw isRefused ? refusal(isCutShort ? "CUT_SHORT" : "DAMAGED") : error;
  }
}

/** Some bytes as letters; fewer at the end of the file. @type {(view: DataView, start: number, count: number) => string} */
function textAt(view, start, count) {
  const end = Math.min(start + count, view.byteLength);
  return start < end ? String.fromCharCode(...new Uint8Array(view.buffer, start, end - start)) : "";
}

/** What a file that begins as a film does says it is: AVIF and HEIC files do, and films as well. @type {(view: DataView) => string[]} */
function brands(view) {
  if (textAt(view, 4, 4) !== "ftyp" || view.byteLength < 12) return [];
  const found = [textAt(view, 8, 4)];
  for (let at = 16; at < Math.min(view.getUint32(0), 400); at += 4) found.push(textAt(view, at, 4));
  return found;
}

/** The sides of the largest picture that an AVIF or HEIC file says it holds; null if it says nothing. @type {(view: DataView) => Sides|null} */
function claimedSides(view) {
  const meta = boxOf(view, "meta");
  let found = /** @type {Sides|null} */ (null);
  for (let at = meta.indexOf("ispe"); at >= 0; at = meta.indexOf("ispe", at + 16)) {
    const sides = /** @type {Sides} */ ([8, 12].map((place) => uint32In(meta, at + place)));
    if (!found || sides[0] * sides[1] > found[0] * found[1]) found = sides;
  }
  return found;
}

/** The part of a file of some name, as letters; "" if there is none. @type {(view: DataView, name: string) => string} */
function boxOf(view, name) {
  for (let at = 0, k = 0; k < MOST_BOXES && at + 8 <= view.byteLength; k += 1, at += Math.max(8, view.getUint32(at))) {
    if (textAt(view, at + 4, 4) === name) return textAt(view, at, Math.min(view.getUint32(at), MOST_META));
  }
  return "";
}

/** The code points of transfers to such screens (ITU-T H.273). */
const HDR = [16, 18];

/** The code point of the transfer that a PNG, AVIF or HEIC file names; NaN for none. @type {(kind: string, view: DataView) => number} */
function transferOf(kind, view) {
  if (kind === "PNG") return pngTransfer(view);
  const meta = boxOf(view, "meta");
  const at = meta.indexOf("colrnclx");
  return at < 0 ? NaN : meta.charCodeAt(at + 11);
}

/** The code that a PNG names in its part `cICP`, before the pixels; NaN for none. @param {DataView} view */
function pngTransfer(view) {
  for (const { name, at, end } of pngParts(view)) {
    if (name === "IDAT") break;
    if (name === "cICP" && end - at === 16) return view.getUint8(at + 9);
  }
  return NaN;
}

/** @type {(text: string, at: number) => number} */
const uint32In = (text, at) => [0, 1, 2, 3].reduce((sum, k) => sum * 256 + (text.charCodeAt(at + k) || 0), 0);

/** @type {(view: DataView) => Sides|null} */
function jp2Sides(view) {
  const head = textAt(view, 0, 4096);
  const at = head.indexOf("ihdr");
  return at < 0 ? null : [uint32In(head, at + 8), uint32In(head, at + 4)];
}

/** @type {(view: DataView) => Sides} */
function pngSides(view) {
  if (textAt(view, 12, 4) !== "IHDR") throw refusal("DAMAGED");
  return [view.getUint32(16), view.getUint32(20)];
}

/** @type {(view: DataView) => Sides} */
function jpegSides(view) {
  const at = frameOf(view);
  return [view.getUint16(at + 7), view.getUint16(at + 5)];
}

/** Where the frame of a JPEG begins, which the notes stand before. @param {DataView} view */
function frameOf(view) {
  for (let at = 2; ; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === 0xff) at += 1;
    else if (isFrame(marker)) return at;
    else at += 2 + view.getUint16(at + 2);
  }
}

/** @type {(marker: number) => boolean} */
const isFrame = (marker) => marker in JPEG_CODINGS || USUAL_FRAMES.includes(marker);
const USUAL_FRAMES = [0xc0, 0xc1, 0xc2];

/** What is unusual in how a JPEG is coded; "" for what every browser reads. @param {DataView} view @returns {string} */
function codingOf(view) {
  const at = frameOf(view);
  const bits = view.getUint8(at + 4);
  return JPEG_CODINGS[view.getUint8(at + 1)] ?? (bits === 8 ? "" : `${bits} bits`);
}

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
