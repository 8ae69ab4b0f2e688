// Decoding of picture files into brightness, and the limits on them. Twin of explorer/images/decoding.py, as far as a
// browser can: it reads PNG, JPEG, WebP, BMP and GIF, and TIFF only where the browser does.
//
// Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).

import { LEVELS } from "../core/catalog.js";
import { ColourMeans } from "./colours.js";
import { checkSides, examine, refusal } from "./headers.js";
import { averagedCols, averagedRows, sidesWithin, wholeLevels } from "./shrinking.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** Writes something of so many pixels. @typedef {(rgba: Uint8ClampedArray, result: Float32Array) => void} Way */

/** Pixels turned into brightness at a time. */
const STRIP = 1 << 20;
/** Columns drawn at a time: a canvas may not be much wider in some browsers. */
const TILE = 4096;
/** Pixels from which on a picture that cannot be decoded may just be too large for the browser. */
const LARGE = 16_000_000;

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
