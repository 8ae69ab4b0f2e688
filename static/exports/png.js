// Pictures as PNG files, pixel by pixel: what a browser's canvas writes may differ from what was drawn.

import { compressed, crc32, four, joined } from "./bytes.js";

/**
 * A picture: `bytes` holds row after row, each pixel grey in two bytes, the higher first, or red, green, blue.
 * @typedef {{bytes: Uint8Array, height: number, width: number}} Pixels
 */

const GREY_16 = [16, 0];
const COLOUR_8 = [8, 2];

/** Write a picture in 16-bit grey, with a text about it. @param {Pixels} pixels @param {string} description in ASCII */
export const greyPng = (pixels, description) => file(pixels, GREY_16, chunk("tEXt", `Description\0${description}`));

/** Write a picture in colours. @param {Pixels} pixels */
export const colourPng = (pixels) => file(pixels, COLOUR_8, joined());

/** @type {(pixels: Pixels, kind: number[], between: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>} */
async function file({ bytes, height, width }, kind, between) {
  const header = chunk("IHDR", joined(high(width), high(height), kind, [0, 0, 0]));
  const data = chunk("IDAT", await compressed(unfiltered(bytes, height)));
  return joined([0x89], "PNG\r\n\x1a\n", header, between, data, chunk("IEND", ""));
}

/** Put the number of no filter before each row. @type {(bytes: Uint8Array, height: number) => Uint8Array<ArrayBuffer>} */
function unfiltered(bytes, height) {
  const length = bytes.length / height;
  const rows = new Uint8Array(bytes.length + height);
  for (let row = 0; row < height; row += 1) rows.set(bytes.subarray(row * length, (row + 1) * length), row * (length + 1) + 1);
  return rows;
}

/** @type {(name: string, data: Uint8Array|string) => Uint8Array} */
function chunk(name, data) {
  const named = joined(name, data);
  return joined(high(named.length - 4), named, high(crc32(named)));
}

/** A number in 4 bytes, the highest first. @type {(value: number) => number[]} */
const high = (value) => four(value).reverse();
