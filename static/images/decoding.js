// Decoding of picture files into brightness, and the limits on them. Twin of explorer/images/decoding.py, as far as a
// browser can: it reads PNG, JPEG, WebP, AVIF, BMP and GIF, others only where the browser does.
//
// Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).

import { extremes } from "../core/arrays.js";
import { FAINT_LEVELS, LEVELS, RANGES } from "../core/catalog.js";
import { frameOf, readsFrames } from "./animation.js";
import { ColourMeans } from "./colours.js";
import { readDeep } from "./deep.js";
import { stillOf } from "./frames.js";
import { checkSides, examine, refusal } from "./headers.js";
import { averaged, averagedCols, averagedRows, sidesWithin, wholeLevels } from "./shrinking.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** Writes something of so many pixels. @typedef {(rgba: Uint8ClampedArray, result: Float32Array) => void} Way */

/** Pixels turned into brightness at a time. */
const STRIP = 1 << 20;
/** Columns drawn at a time: a canvas may not be much wider in some browsers. */
const TILE = 4096;
/** Pixels from which on a picture that cannot be decoded may just be too large for the browser. */
const LARGE = 16_000_000;
/** Kinds that Python reads, and hardly a browser. */
const NOT_EVERYWHERE = ["TIFF", "HEIC", "JPEG 2000"];

/**
 * Decode all pixels, upright: that is what browsers do unless they are told otherwise, and those of 2023 do not know the
 * option "from-image", which says so. They also convert colours to those of sRGB. The canvas rounds what is half transparent
 * by up to one level.
 * @param {Blob} blob @param {{kind: string, pixels: number, isCutShort: boolean, hasStill: boolean, coding: string}} header
 * @param {number} frame
 * @returns {Promise<ImageBitmap>}
 */
async function bitmapOf(blob, { kind, pixels, isCutShort, hasStill, coding }, frame) {
  try {
    if (frame) return await frameOf(blob, kind, frame - Number(hasStill));
    return await createImageBitmap(hasStill ? stillOf(await blob.arrayBuffer()) : blob, { premultiplyAlpha: "none" });
  } catch {
    if (NOT_EVERYWHERE.includes(kind)) throw refusal("NO_READER", { kind });
    if (isCutShort) throw refusal("CUT_SHORT");
    if (coding) throw refusal("UNUSUAL", { mode: coding });
    throw refusal(pixels > LARGE || kind === "AVIF" ? "NOT_DECODED" : "DAMAGED");
  }
}

/**
 * Some rows of a picture, over what the context is filled with, as each of some ways makes planes of them.
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

/** A canvas to read pixels from. @type {(width: number, height: number, colour: string) => CanvasRenderingContext2D} */
function canvas(width, height, colour) {
  const made = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = colour;
  return context;
}

/**
 * Read all brightness strip by strip, each shrunk to so many columns; the page may draw in between.
 * @param {ImageBitmap} bitmap @param {number} cols @param {{onProgress: (share: number) => void, over: string}} options
 * @param {ColourMeans|null} means  take the colours, if they are asked for
 * @returns {Promise<Map>}
 */
async function narrowed(bitmap, cols, { onProgress, over }, means) {
  const { width, height } = bitmap;
  const step = Math.min(height, Math.max(1, Math.floor(STRIP / width)));
  const context = canvas(Math.min(width, TILE), step, over);
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

/** Whether what lies behind a picture can be seen anywhere; it is looked at small. @type {(bitmap: ImageBitmap, rows: number, cols: number) => boolean} */
function isTransparent(bitmap, rows, cols) {
  const context = canvas(cols, rows, "white");
  context.drawImage(bitmap, 0, 0, cols, rows);
  return context.getImageData(0, 0, cols, rows).data.some((value, k) => k % 4 === 3 && value < LEVELS);
}

/** Whether nothing can be seen, or hardly anything. @type {(image: Map) => boolean} */
function isFaint({ values }) {
  const [low, high] = extremes(values);
  return (high - low) * LEVELS < FAINT_LEVELS;
}

/**
 * A picture that was read: brightness from 0 (black) to 1 (white), the sides of the whole picture, what it lies over ("" if it is
 * not transparent), whether it cannot be seen there, whether it has more than 256 levels, what else has to be told, which of how
 * many frames it is, whether the first one is no part of the animation, and whether this browser reads the others.
 * @typedef {{image: Map, height: number, width: number, over: string, vanishes: boolean, isDeep: boolean, notes: string[],
 *            frame: number, frames: number, hasStill: boolean, isDocument: boolean, canChoose: boolean}} Read
 */

/**
 * Read a picture file: PNG, JPEG, WebP, AVIF, BMP or GIF, and HEIC, JPEG 2000 and TIFF where the browser can.
 *
 * The picture is turned as the camera was held, and its colours become those of sRGB.
 * @param {Blob} blob  the file, up to `MAX_BYTES`, at most `MAX_PIXELS` pixels, and at least `MIN_SIDE` pixels each way
 * @param {object} options
 * @param {number} options.longSide  it is shrunk to this as `reduce` does, strip by strip
 * @param {"white"|"black"} [options.over]  what a transparent picture lies over
 * @param {number} [options.frame]  of an animation, from 0; another one than the first only where `canChoose`
 * @param {(share: number) => void} [options.onProgress]  is told the share of the rows that are read
 * @returns {Promise<Read>}
 * @throws {UnreadableImage} if the file is empty, too large, too small, damaged or of another kind
 */
export async function decode(blob, { longSide, over = "white", frame = 0, onProgress = () => {} }) {
  const { means, ...found } = await shrunk(blob, longSide, { onProgress, over, frame }, false);
  return found;
}

/**
 * Read a picture file once, as brightness and as colours.
 * @param {Blob} blob @param {Parameters<typeof decode>[1]} options  as for `decode`
 * @returns {Promise<Read & {rows: number, cols: number, levels: Uint8Array}>} with red, green and blue of each pixel in levels
 *     from 0 to 255, and the sides of what was read
 * @throws {UnreadableImage} as `decode` does
 */
export async function decodeColours(blob, { longSide, over = "white", frame = 0, onProgress = () => {} }) {
  const { image, means, ...others } = await shrunk(blob, longSide, { onProgress, over, frame }, true);
  return { rows: image.rows, cols: image.cols, image, levels: means.levels(), ...others };
}

/** The same of a picture of numbers. @param {import("./deep.js").DeepPicture} deep @param {number} longSide @param {{over: string}} options @param {boolean} inColour */
function shrunkDeep(deep, longSide, options, inColour) {
  const [height, width] = [deep.rows, deep.cols];
  const [rows, cols] = sidesWithin(height, width, longSide);
  const grey = options.over === "black" ? 0 : 1;
  const means = inColour ? new ColourMeans(rows, cols, height) : null;
  means?.add(deep.colours(grey).map((plane) => averagedCols(plane, cols)));
  const image = averaged(deep.brightness(grey), rows, cols, deep.isDeep);
  const over = deep.isTransparent ? options.over : "";
  return { image, means, height, width, over, vanishes: over !== "" && isFaint(image), isDeep: deep.isDeep, notes: deep.notes };
}

/**
 * @param {Blob} blob @param {number} longSide
 * @param {{onProgress: (share: number) => void, over: string, frame: number}} options @param {boolean} inColour
 */
async function shrunk(blob, longSide, options, inColour) {
  const header = await examine(blob);
  const { frame } = options;
  const { frames, hasStill, kind } = header;
  const choice = { frame, frames, hasStill, isDocument: kind === "TIFF", canChoose: frames > 1 && (await readsFrames(kind)) };
  const deep = frame ? null : await readDeep(blob, header); // the browser decodes the other frames
  if (deep) return { ...shrunkDeep(deep, longSide, options, inColour), ...choice };
  const bitmap = await bitmapOf(blob, header, frame);
  const notes = [...(header.isDeepPng ? [RANGES.COARSE] : []), ...(header.isHdr ? [RANGES.HDR] : [])];
  try {
    const { width, height } = bitmap;
    checkSides([width, height]);
    const [rows, cols] = sidesWithin(height, width, longSide);
    const means = inColour ? new ColourMeans(rows, cols, height) : null;
    const image = wholeLevels(averagedRows(await narrowed(bitmap, cols, options, means), rows));
    const over = isTransparent(bitmap, rows, cols) ? options.over : "";
    return { image, means, height, width, over, vanishes: over !== "" && isFaint(image), isDeep: false, notes, ...choice };
  } catch (error) {
    throw error instanceof RangeError ? refusal("TOO_BIG_TO_HOLD") : error; // an array did not fit into memory
  } finally {
    bitmap.close();
  }
}
