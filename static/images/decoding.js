// Decoding of picture files into brightness, and the limits on them. Twin of explorer/images/decoding.py, as far as a
// browser can: it reads PNG, JPEG, WebP, BMP and GIF, and TIFF only where the browser does.
//
// Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).

import { LEVELS, MAX_BYTES, MAX_PIXELS, MIN_SIDE, REFUSALS } from "../core/catalog.js";
import { clamp, rint, rounded } from "../core/numbers.js";
import { fill } from "../core/notation.js";
import { ColourMeans } from "./colours.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {[width: number, height: number]} Sides */
/** Writes something of so many pixels. @typedef {(rgba: Uint8ClampedArray, result: Float32Array) => void} Way */
/** What a line of a smaller picture takes from one of a larger: the k-th share is `weight[k]`. @typedef {{from: number[], to: number[], weight: number[]}} Shares */

const MEGA = 1_000_000;
/** Pixels turned into brightness at a time. */
const STRIP = 1 << 20;
/** Columns drawn at a time: a canvas may not be much wider in some browsers. */
const TILE = 4096;
/** Pixels from which on a picture that cannot be decoded may just be too large for the browser. */
const LARGE = 16_000_000;
/** Less than this share of a pixel does not count: it is there by rounding. */
const SLIVER = 1e-3;

/** A picture that cannot be used; the message says why and what to do, in one sentence. */
export class UnreadableImage extends Error {}

/** @type {(name: keyof typeof REFUSALS, values?: Record<string, number>) => UnreadableImage} */
const refusal = (name, values = {}) => new UnreadableImage(fill(REFUSALS[name], values));

/** @type {(sides: Sides) => void} */
function checkSides([width, height]) {
  if (width * height > MAX_PIXELS) {
    const count = Math.ceil((width * height) / MEGA);
    throw refusal("TOO_MANY_PIXELS", { count, limit: MAX_PIXELS / MEGA });
  }
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

/**
 * Decode all pixels, upright: that is what browsers do unless they are told otherwise, and those of 2023 do not know the
 * option "from-image", which says so. The numbers of the file are taken as they stand, as Python takes them: no colour
 * profile changes them. The canvas rounds what is half transparent by up to one level.
 * @param {Blob} blob @param {{kind: string, pixels: number}} header
 * @returns {Promise<ImageBitmap>}
 */
async function bitmapOf(blob, { kind, pixels }) {
  try {
    return await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  } catch {
    if (kind === "TIFF") throw refusal("TIFF");
    throw refusal(pixels > LARGE ? "NOT_DECODED" : "DAMAGED");
  }
}

/**
 * Some rows of a picture, over white, as each of some ways makes planes of them.
 * @param {CanvasRenderingContext2D} context @param {ImageBitmap} bitmap @param {number} top @param {number} rows
 * @param {Way[]} ways
 * @returns {Map[]}
 */
function planesOf(context, bitmap, top, rows, ways) {
  const cols = bitmap.width;
  const planes = ways.map(() => ({ values: new Float32Array(rows * cols), rows, cols }));
  for (let left = 0; left < cols; left += TILE) {
    const width = Math.min(TILE, cols - left);
    context.fillRect(0, 0, width, rows);
    context.drawImage(bitmap, left, top, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    for (let row = 0; row < rows; row += 1) {
      const [pixels, start] = [data.subarray(4 * row * width), row * cols + left];
      ways.forEach((way, k) => way(pixels, planes[k].values.subarray(start, start + width)));
    }
  }
  return planes;
}

/** The luma of colours without transparency; sums of thousandths are whole. @type {Way} */
function luma(rgba, result) {
  for (let k = 0; k < result.length; k += 1) {
    result[k] = (299 * rgba[4 * k] + 587 * rgba[4 * k + 1] + 114 * rgba[4 * k + 2]) / (1000 * LEVELS);
  }
}

/** One of red, green and blue, in levels. @type {(channel: number) => Way} */
const channel = (channel) => (rgba, result) => {
  for (let k = 0; k < result.length; k += 1) result[k] = rgba[4 * k + channel];
};

/** Red, green and blue. */
const CHANNELS = [0, 1, 2].map(channel);

/** A canvas to read pixels from, white. @type {(width: number, height: number) => CanvasRenderingContext2D} */
function canvas(width, height) {
  const made = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = "white";
  return context;
}

/**
 * Read all brightness strip by strip, each shrunk to so many columns; the page may draw in between.
 * @param {ImageBitmap} bitmap @param {number} cols @param {(share: number) => void} onProgress
 * @param {ColourMeans|null} means  take the colours, if they are asked for
 * @returns {Promise<Map>}
 */
async function narrowed(bitmap, cols, onProgress, means) {
  const { width, height } = bitmap;
  const step = Math.min(height, Math.max(1, Math.floor(STRIP / width)));
  const context = canvas(Math.min(width, TILE), step);
  const values = new Float32Array(height * cols);
  for (let top = 0; top < height; top += step) {
    const planes = planesOf(context, bitmap, top, Math.min(step, height - top), means ? [luma, ...CHANNELS] : [luma]);
    const [strip, ...colours] = planes.map((plane) => averagedCols(plane, cols));
    values.set(strip.values, top * cols);
    means?.add(colours);
    onProgress((top + strip.rows) / height);
    await new Promise((go) => setTimeout(go));
  }
  return { values, rows: height, cols };
}

/**
 * The rows and the columns of a picture that `reduce` has shrunk, or that was small enough.
 * @param {number} height @param {number} width @param {number} longSide
 * @returns {[rows: number, cols: number]}
 * @throws {Error} if the long side is less than `MIN_SIDE`
 */
export function sidesWithin(height, width, longSide) {
  if (longSide < MIN_SIDE) throw new Error(`a long side of ${longSide} is too short, it takes at least ${MIN_SIDE}`);
  const scale = Math.min(1, longSide / Math.max(height, width));
  const shrunk = (side) => Math.min(side, Math.max(MIN_SIDE, rounded(side * scale, 0)));
  return [shrunk(height), shrunk(width)];
}

/** Resize by averaging over areas along the rows. @type {(image: Map, cols: number) => Map} */
function averagedCols(image, cols) {
  if (image.cols === cols) return image;
  const average = averaging(image.cols, cols);
  const values = new Float32Array(image.rows * cols);
  for (let row = 0; row < image.rows; row += 1) {
    average(image.values.subarray(row * image.cols), 1, values.subarray(row * cols, (row + 1) * cols));
  }
  return { values, rows: image.rows, cols };
}

/** Resize by averaging over areas along the columns. @type {(image: Map, rows: number) => Map} */
function averagedRows({ values, rows: count, cols }, rows) {
  if (count === rows) return { values, rows, cols };
  const result = new Float32Array(rows * cols);
  averaging(count, rows)(values, cols, result);
  return { values: result, rows, cols };
}

/**
 * Return a function that averages lines, each of so many lanes, to fewer lines in a result of zeros. It does so with the
 * numbers and in the order of OpenCV's `INTER_AREA`, so that the sums are rounded alike.
 * @param {number} before  how many lines there are @param {number} after  how many there will be
 * @returns {(source: Float32Array, lanes: number, result: Float32Array) => void}
 */
function averaging(before, after) {
  const scale = 1 / (after / before);
  const isWhole = Math.abs(scale - Math.round(scale)) < Number.EPSILON;
  if (isWhole) return (source, lanes, result) => averageBlocks(source, lanes, result, Math.round(scale));
  const shares = sharesOf(before, after, scale);
  return (source, lanes, result) => averageShares(source, lanes, result, shares);
}

/** Average so many lines each, added up by fours. @type {(source: Float32Array, lanes: number, result: Float32Array, count: number) => void} */
function averageBlocks(source, lanes, result, count) {
  const { fround } = Math;
  const weight = fround(1 / count);
  const fours = count - (count % 4);
  for (let k = 0; k < result.length; k += 1) {
    const lane = k % lanes;
    const at = (line) => source[(((k - lane) / lanes) * count + line) * lanes + lane];
    let sum = 0;
    for (let line = 0; line < fours; line += 4) {
      sum = fround(sum + fround(fround(fround(at(line) + at(line + 1)) + at(line + 2)) + at(line + 3)));
    }
    for (let line = fours; line < count; line += 1) sum = fround(sum + at(line));
    result[k] = sum * weight;
  }
}

/** @type {(source: Float32Array, lanes: number, result: Float32Array, shares: Shares) => void} */
function averageShares(source, lanes, result, { from, to, weight }) {
  for (let k = 0; k < weight.length; k += 1) {
    const [start, end, share] = [from[k] * lanes, to[k] * lanes, weight[k]];
    for (let lane = 0; lane < lanes; lane += 1) result[end + lane] += Math.fround(source[start + lane] * share);
  }
}

/** How much each line of the result takes from which lines. @type {(before: number, after: number, scale: number) => Shares} */
function sharesOf(before, after, scale) {
  const shares = { from: [], to: [], weight: [] };
  const add = (from, to, weight) => {
    shares.from.push(from);
    shares.to.push(to);
    shares.weight.push(Math.fround(weight));
  };
  for (let to = 0; to < after; to += 1) {
    const [start, end] = [to * scale, to * scale + scale];
    const [first, last] = [Math.ceil(start), Math.floor(end)];
    if (first - start > SLIVER) add(first - 1, to, (first - start) / scale);
    for (let from = first; from < last; from += 1) add(from, to, 1 / scale);
    if (end - last > SLIVER) add(last, to, (end - last) / scale);
  }
  return shares;
}

/** Cut off what is no brightness and round to whole levels, halves to the even one. @type {(image: Map) => Map} */
function wholeLevels({ values, rows, cols }) {
  const level = (value) => rint(Math.fround(clamp(value, 0, 1) * LEVELS));
  return { values: values.map((value) => level(value) / LEVELS), rows, cols };
}

/**
 * Read a picture file: PNG, JPEG, WebP, BMP or GIF, and TIFF where the browser can.
 *
 * Of a GIF the first frame counts. The picture is turned as the camera was held, and what is transparent lies over white.
 * @param {Blob} blob  the file, up to `MAX_BYTES`, at most `MAX_PIXELS` pixels, and at least `MIN_SIDE` pixels each way
 * @param {object} options
 * @param {number} options.longSide  it is shrunk to this as `reduce` does, strip by strip
 * @param {(share: number) => void} [options.onProgress]  is told the share of the rows that are read
 * @returns {Promise<{image: Map, height: number, width: number}>} brightness from 0 (black) to 1 (white), and the sides of
 *     the whole picture
 * @throws {UnreadableImage} if the file is empty, too large, too small, damaged or of another kind
 */
export async function decode(blob, { longSide, onProgress = () => {} }) {
  const { image, height, width } = await shrunk(blob, longSide, onProgress, false);
  return { image, height, width };
}

/**
 * Read a picture file once, as brightness and as colours.
 * @param {Blob} blob @param {{longSide: number, onProgress?: (share: number) => void}} options  as for `decode`
 * @returns {Promise<{rows: number, cols: number, image: Map, levels: Uint8Array, height: number, width: number}>} the
 *     brightness, red, green and blue of each pixel in levels from 0 to 255, and the sides of both and of the whole picture
 * @throws {UnreadableImage} as `decode` does
 */
export async function decodeColours(blob, { longSide, onProgress = () => {} }) {
  const { image, means, ...sides } = await shrunk(blob, longSide, onProgress, true);
  return { rows: image.rows, cols: image.cols, image, levels: means.levels(), ...sides };
}

/** @param {Blob} blob @param {number} longSide @param {(share: number) => void} onProgress @param {boolean} inColour */
async function shrunk(blob, longSide, onProgress, inColour) {
  const bitmap = await bitmapOf(blob, await examine(blob));
  try {
    const { width, height } = bitmap;
    checkSides([width, height]);
    const [rows, cols] = sidesWithin(height, width, longSide);
    const means = inColour ? new ColourMeans(rows, cols, height) : null;
    const image = wholeLevels(averagedRows(await narrowed(bitmap, cols, onProgress, means), rows));
    return { image, means, height, width };
  } catch (error) {
    throw error instanceof RangeError ? refusal("TOO_BIG_TO_HOLD") : error; // an array did not fit into memory
  } finally {
    bitmap.close();
  }
}

/**
 * Shrink a picture by averaging over areas, and round it to whole levels.
 *
 * Averaging over areas keeps the mean brightness and invents no edges, which sampling single pixels would. Levels are whole
 * multiples of 1/255, as in any 8-bit file. A picture that is small enough is only rounded.
 * @param {Map} image  brightness from 0 to 1; what lies beyond is cut off
 * @param {number} longSide  most pixels the longer side may have, at least `MIN_SIDE`
 * @returns {Map} in proportion, never enlarged, and each side at least `MIN_SIDE` if it was so before
 * @throws {Error} if the long side is less than `MIN_SIDE`
 */
export function reduce(image, longSide) {
  return averaged(image, ...sidesWithin(image.rows, image.cols, longSide));
}

/** Shrink a picture as `reduce` does, to so many rows and columns. @type {(image: Map, rows: number, cols: number) => Map} */
export function averaged(image, rows, cols) {
  return wholeLevels(averagedRows(averagedCols(image, cols), rows));
}
