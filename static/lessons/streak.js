// Lines of a map as greys on a screen. Twin of what the lessons need of explorer/lessons/streak.py.

import { colourRange, painted, PALETTES } from "../core/paint.js";

/** How each display turns numbers into greys. @type {Record<string, {palette: string, isClipped: boolean}>} */
const DISPLAYS = {
  Signed: { palette: "Signed grey", isClipped: false },
  "Auto-scaled": { palette: "Auto-scaled grey", isClipped: false },
  Clipped: { palette: "Signed grey", isClipped: true },
};
/** The share of the limit up to which a value counts as grey. */
const TOLERANCE = 0.2;
const [WHITE, GREY, BLACK] = [1, 0, -1];
const STREAK = [WHITE, GREY, BLACK];

/**
 * The palette of a display, and the values of its first and last colour.
 * @param {Float32Array} values @param {string} display @param {number} limit
 * @returns {{palette: string, span: [number, number]}}
 */
export function coloured(values, display, limit) {
  const { palette, isClipped } = DISPLAYS[display];
  const [low, high] = colourRange(values, palette, { limit });
  return { palette, span: [isClipped ? 0 : low, high] };
}

/** A line as grey levels, 0 black to 255 white. @param {Float32Array} values @param {string} display @param {number} limit */
export function paint(values, display, limit) {
  const { palette, span } = coloured(values, display, limit);
  const pixels = painted({ values }, PALETTES[palette].table, span);
  return Uint8Array.from(values, (_, k) => pixels[4 * k]);
}

/** Count the runs of white that are followed by a run of grey and that by a run of black. @param {Float32Array} values @param {number} limit */
export function countStreaks(values, limit) {
  const grey = Math.fround(TOLERANCE * limit);
  const shades = Array.from(values, (value) => Number(value > grey) - Number(value < -grey));
  const runs = shades.filter((shade, k) => shade !== shades[k - 1]);
  return runs.filter((_, k) => STREAK.every((shade, step) => runs[k + step] === shade)).length;
}

/** A sine wave of amplitude 1, four periods of so many samples. @param {number} samples */
export const sineRow = (samples) => Float32Array.from({ length: 4 * samples }, (_, k) => Math.sin(((2 * Math.PI) / samples) * k));

/** What Sobel makes of a light bar. */
export const BAR = Float32Array.of(0, 10, 10, 0, -10, -10, 0);
