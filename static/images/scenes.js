// Test pictures drawn by arithmetic at any size. Twin of explorer/images/scenes.py.
//
// Every scene is a square of `size` by `size` pixels with brightness from 0 to 1. Places are fractions of the side, from
// the top left, and a pixel gets the mean of what lies under it, so that a scene looks the same at every size.

import { THREE } from "../core/catalog.js";
import { clamp } from "../core/numbers.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {[x: number, y: number, pen: number]} Point  of a stroke, with half the pen's width */

/** Of the plain scenes: every difference is a number one can do in the head. */
const [DARK, LIGHT] = [0.25, 0.75];

/**
 * The middle of each pixel along a side.
 * @param {number} size
 */
export const centres = (size) => Float64Array.from({ length: size }, (_, k) => (k + 0.5) / size);

/**
 * The share of each pixel that lies between two places on one axis.
 * @param {number} size @param {number} start @param {number} end
 */
export function span(size, start, end) {
  return differences(size, (border) => clamp(border, start * size, end * size));
}

/**
 * The covered share of a pixel, from its distance to an outline (negative inside).
 * @param {number} distance @param {number} size
 */
export const inside = (distance, size) => clamp(0.5 - distance * size, 0, 1);

/** The mean over each pixel of a wave that is +1 and -1 in turn, `pairs` times. @type {(size: number, pairs: number) => Float64Array} */
function squares(size, pairs) {
  // The area under the wave, from the last rise on.
  const area = (border) => {
    const place = ((border * pairs) / size) % 1;
    return Math.min(place, 1 - place);
  };
  return differences(size, area).map((step) => (step * size) / pairs);
}

/** How much a function of the borders between pixels grows over each pixel. @type {(size: number, at: (border: number) => number) => Float64Array} */
const differences = (size, at) => Float64Array.from({ length: size }, (_, k) => at(k + 1) - at(k));

/** A picture of which every row is this one. @type {(row: Float64Array) => Map} */
const likeRows = (row) => picture(row.length, (_, col) => row[col]);

/** A picture by its value at every row and column. @type {(size: number, at: (row: number, col: number) => number) => Map} */
function picture(size, at) {
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let col = 0; col < size; col += 1) values[row * size + col] = at(row, col);
  }
  return { values, rows: size, cols: size };
}

/** Draw a dark left half and a light right half. @param {number} size @returns {Map} */
export function stepEdge(size) {
  return likeRows(span(size, 0.5, 1).map((share) => DARK + (LIGHT - DARK) * share));
}

/** Draw a light upright bar, one 32nd of the side wide, on dark. @param {number} size @returns {Map} */
export function thinBar(size) {
  return likeRows(span(size, 31 / 64, 33 / 64).map((share) => DARK + (LIGHT - DARK) * share));
}

/** Draw a Gaussian bell in the middle; it has no sharp edge at all. @param {number} size @returns {Map} */
export function softBlob(size) {
  const bell = centres(size).map((place) => Math.exp(-(((place - 0.5) / 0.15) ** 2) / 2));
  return picture(size, (row, col) => 0.1 + 0.8 * (bell[row] * bell[col]));
}

/** Draw eight sine waves from left to right: at size 512 each is 64 pixels long. @param {number} size @returns {Map} */
export function sineGrating(size) {
  return likeRows(centres(size).map((place) => 0.5 + 0.5 * Math.sin(2 * Math.PI * ((8 * place) % 1))));
}

/** Draw a linear ramp from black at the left border to white at the right. @param {number} size @returns {Map} */
export function slowRamp(size) {
  return likeRows(centres(size));
}

/** Draw eight by eight squares; the one at the top left is light. @param {number} size @returns {Map} */
export function checkerboard(size) {
  const waves = squares(size, 4);
  return picture(size, (row, col) => 0.5 + (LIGHT - 0.5) * (waves[row] * waves[col]));
}

/** Draw 24 light spokes; where they are finer than a pixel the mean is grey. @param {number} size @returns {Map} */
export function siemensStar(size) {
  const spokes = 24;
  const places = centres(size).map((place) => place - 0.5);
  return picture(size, (row, col) => {
    const [down, across] = [places[row], places[col]];
    const radius = length(down, across);
    // A spoke's edge is as far away as the angle to it, times the radius.
    const wave = Math.sin(spokes * Math.atan2(down, across));
    const star = inside((-wave * radius) / spokes, size);
    const disc = inside(radius - 0.46, size);
    return 0.5 + disc * 0.9 * (star - 0.5);
  });
}

/** The length of a way down and across; `Math.hypot` is slow. @type {(down: number, across: number) => number} */
const length = (down, across) => Math.sqrt(down * down + across * across);

/**
 * The distance of each pixel to a line drawn with a pen. Beyond the reach of the softest edge it is infinite.
 * @param {number} size @param {Point[]} points
 */
export function stroke(size, points) {
  const places = centres(size);
  const nearest = new Float64Array(size * size).fill(Infinity);
  points.slice(1).forEach((next, k) => drawPart(nearest, places, points[k], next));
  return nearest;
}

/** Draw the part of a stroke between two points. @type {(nearest: Float64Array, places: Float64Array, from: Point, to: Point) => void} */
function drawPart(nearest, places, [x, y, pen], [xNext, yNext, penNext]) {
  const size = places.length;
  const reach = Math.max(pen, penNext) + Math.max(0.02, 1 / size);
  const [top, bottom] = [Math.min(y, yNext) - reach, Math.max(y, yNext) + reach].map((end) => firstFrom(places, end));
  const [left, right] = [Math.min(x, xNext) - reach, Math.max(x, xNext) + reach].map((end) => firstFrom(places, end));
  const [run, rise] = [xNext - x, yNext - y];
  for (let row = top; row < bottom; row += 1) {
    for (let col = left; col < right; col += 1) {
      const [down, across] = [places[row], places[col]];
      const along = clamp(((across - x) * run + (down - y) * rise) / (run * run + rise * rise), 0, 1);
      const distance = length(down - y - along * rise, across - x - along * run);
      const place = row * size + col;
      nearest[place] = Math.min(nearest[place], distance - pen - along * (penNext - pen));
    }
  }
}

/** How many of the sorted places lie before an end. @type {(places: Float64Array, end: number) => number} */
function firstFrom(places, end) {
  const found = places.findIndex((place) => place >= end);
  return found < 0 ? places.length : found;
}

/** Points of a Catmull-Rom spline through the given ones. @type {(points: Point[], steps: number) => Point[]} */
function smoothPath(points, steps) {
  const path = points.slice(1, -2).flatMap((start, k) => {
    const [before, end, after] = [points[k], points[k + 2], points[k + 3]];
    return Array.from({ length: steps }, (_, step) => between(before, start, end, after, step / steps));
  });
  return [...path, points[points.length - 2]];
}

/** The point of a Catmull-Rom spline at a share of the way from `start` to `end`. @type {(before: Point, start: Point, end: Point, after: Point, t: number) => Point} */
function between(before, start, end, after, t) {
  const at = (k) => {
    const bend = 2 * before[k] - 5 * start[k] + 4 * end[k] - after[k];
    const twist = 3 * (start[k] - end[k]) + after[k] - before[k];
    return start[k] + (t / 2) * (end[k] - before[k] + t * (bend + t * twist));
  };
  return [at(0), at(1), at(2)];
}

/** Draw a three with a soft pen, light on dark. @param {number} size @returns {Map} */
export function handwrittenDigit(size) {
  const distance = stroke(size, smoothPath(/** @type {Point[]} */ (THREE), 6));
  const blur = Math.max(0.03, 1 / size); // from no ink to full ink
  return picture(size, (row, col) => {
    const ink = clamp(0.5 - distance[row * size + col] / blur, 0, 1);
    return 0.02 + 0.95 * ink ** 2 * (3 - 2 * ink);
  });
}
