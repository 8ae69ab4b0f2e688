// A line as sound: the pitch is the value, rough is negative, a click is a corner; and a row as a tone. Twin of
// explorer/core/sound.py, which says what each wave is. Samples are from -1 to 1, so many a second as the rate says.

import { SOUND } from "./catalog.js";
import { clamp } from "./numbers.js";

const { CLICK, CLICK_PITCH, CLICK_SECONDS, EDGE, FADE, LOUD, MIDDLE, PAUSE, SECONDS, TONE, TONE_SECONDS, TREMOR } = SOUND;
const TURN = 2 * Math.PI;

/**
 * The pitch of each value, in Hz: that of 0 is 440, that of the limit an octave higher, that of minus the limit one lower.
 * @param {ArrayLike<number>} values @param {{limit: number}} options largest absolute value of both maps
 */
export function pitch(values, { limit }) {
  return Float64Array.from(values, (value) => MIDDLE * (limit === 0 ? 1 : 2 ** clamp(value / limit, -1, 1)));
}

/**
 * Play a line from left to right: 2.5 s, silent if there is nothing to play.
 * @param {ArrayLike<number>} position @param {ArrayLike<number>} values the points of the line; two may be one over the other
 * @param {object} options
 * @param {[number, number]} options.span the part that is seen, and played
 * @param {number} options.limit as for `pitch`
 * @param {number} options.rate samples a second
 * @param {number[]} [options.corners] where the clicks are
 * @returns {Float32Array}
 */
export function lineSound(position, values, { span, limit, rate, corners = [] }) {
  const samples = new Float32Array(Math.round(SECONDS * rate));
  const count = samples.length;
  const [start, end] = [Math.max(span[0], position[0]), Math.min(span[1], position[position.length - 1])];
  if (!(end >= start)) return samples;
  const heights = along(position, values, start, end, count);
  const hertz = pitch(heights, { limit });
  const rough = roughness(heights, rate);
  const shares = corners.filter((place) => start <= place && place < end).map((place) => (place - start) / (end - start));
  const click = clicks(shares, count, rate);
  let turns = 0;
  for (let k = 0; k < count; k += 1) {
    const tremor = (1 - Math.cos((TURN * TREMOR * k) / rate)) / 2;
    const tone = LOUD * (1 - rough[k] * tremor) * Math.sin(TURN * (turns / rate));
    samples[k] = fade(k, count, rate) * (tone + click[k]);
    turns += hertz[k];
  }
  return samples;
}

/**
 * The heights of a line at places from its start on; where two points are one over the other, that of the second.
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {number} start @param {number} end @param {number} count
 */
function along(x, y, start, end, count) {
  const heights = new Float64Array(count);
  let left = 0;
  for (let k = 0; k < count; k += 1) {
    const place = start + (end - start) * (k / count);
    while (left < x.length - 2 && x[left + 1] <= place) left += 1;
    const width = x[left + 1] - x[left];
    const share = width > 0 ? (place - x[left]) / width : 1;
    heights[k] = x.length === 1 ? y[0] : y[left] + (y[left + 1] - y[left]) * share;
  }
  return heights;
}

/** 1 deep within negative stretches, 0 outside; it falls to 0 towards their ends. @type {(heights: Float64Array, rate: number) => Float64Array} */
function roughness(heights, rate) {
  const depths = new Float64Array(heights.length).fill(1);
  const go = (/** @type {number} */ from, /** @type {number} */ step) => {
    let clear = -step * Infinity;
    for (let k = from; k >= 0 && k < heights.length; k += step) {
      if (!(heights[k] < 0)) clear = k;
      depths[k] = Math.min(depths[k], Math.abs(k - clear) / (EDGE * rate));
    }
  };
  go(0, 1);
  go(heights.length - 1, -1);
  return depths;
}

/** A click at each of some places, given as shares of the whole; a new one ends the last. @type {(shares: number[], count: number, rate: number) => Float64Array} */
function clicks(shares, count, rate) {
  const made = new Float64Array(count);
  const length = Math.round(CLICK_SECONDS * rate);
  for (const share of shares) {
    const first = Math.floor(share * count + 0.5);
    for (let age = 0; age < length && first + age < count; age += 1) {
      made[first + age] = CLICK * (1 - age / length) ** 2 * Math.cos((TURN * CLICK_PITCH * age) / rate);
    }
  }
  return made;
}

/** What a sample is multiplied by: 0 at both ends of a sound, 1 between. @type {(k: number, count: number, rate: number) => number} */
const fade = (k, count, rate) => Math.min(Math.min(k, count - 1 - k) / (FADE * rate), 1);

/**
 * Play a profile: the line before the activation, a pause, the line after it with its corners.
 * @param {import("./profiles.js").DrawnLine} line
 * @param {{span: [number, number], limit: number, rate: number, corners: number[]}} options as for `lineSound`
 * @returns {Float32Array}
 */
export function profileSound({ position, signed, rectified }, { corners, ...options }) {
  const before = lineSound(position, signed, options);
  const after = lineSound(position, rectified, { ...options, corners });
  const begins = before.length + Math.round(PAUSE * options.rate);
  const samples = new Float32Array(begins + after.length);
  samples.set(before);
  samples.set(after, begins);
  return samples;
}

/** How far a row goes from its mean. @param {ArrayLike<number>} row */
export function swing(row) {
  const mean = meanOf(row);
  let size = 0;
  for (let k = 0; k < row.length; k += 1) size = Math.max(size, Math.abs(row[k] - mean));
  return size;
}

/** @type {(row: ArrayLike<number>) => number} */
function meanOf(row) {
  let sum = 0;
  for (let k = 0; k < row.length; k += 1) sum += row[k];
  return sum / row.length;
}

/**
 * Play a row over and over, as the wave that it is, without its mean: 2 s of 220 waves a second.
 * @param {ArrayLike<number>} row
 * @param {{waves: number, limit: number, rate: number}} options waves that the row holds; the swing that is as loud as can be
 * @returns {Float32Array}
 */
export function tone(row, { waves, limit, rate }) {
  const samples = new Float32Array(Math.round(TONE_SECONDS * rate));
  if (limit === 0) return samples;
  const [mean, step] = [meanOf(row), (TONE * row.length) / waves / rate];
  const heights = Float64Array.from(row, (value) => clamp((value - mean) / limit, -1, 1));
  for (let k = 0; k < samples.length; k += 1) {
    const place = (k * step) % row.length;
    const left = Math.floor(place);
    const height = heights[left] + (heights[(left + 1) % row.length] - heights[left]) * (place - left);
    samples[k] = LOUD * fade(k, samples.length, rate) * height;
  }
  return samples;
}
