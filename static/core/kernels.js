// Transformations of a kernel, its name and the meaning of its sum. Twin of explorer/core/kernels.py; a kernel is K * K weights, row by row,
// and every weight is rounded to float32 first, as conv2d does.

import { KERNELS } from "./catalog.js";
import { rounded, shortest } from "./numbers.js";

/** How far a weight may be from a preset's that it stands for: half of the third decimal, and float32's rounding. */
const AS_TYPED = 0.0005 + 1e-6;

/** The row of a preset; undefined for another name. @param {string|null} name */
export const named = (name) => KERNELS.find((row) => row.name === name);

/** Turn a kernel clockwise by a quarter. @param {ArrayLike<number>} weights */
export const rotate = (weights) => moved(weights, (row, col, side) => side * (side - 1 - col) + row);

/** Swap the rows and columns of a kernel. @param {ArrayLike<number>} weights */
export const transpose = (weights) => moved(weights, (row, col, side) => side * col + row);

/** @type {(weights: ArrayLike<number>, from: (row: number, col: number, side: number) => number) => number[]} */
function moved(weights, from) {
  const side = Math.sqrt(weights.length);
  return Array.from(weights, (_, k) => weights[from(Math.floor(k / side), k % side, side)]);
}

/** Negate a kernel; zeros stay plain zeros. @param {ArrayLike<number>} weights */
export const flipSign = (weights) => Array.from(weights, (weight) => 0 - weight);

/** Divide a kernel by the sum of its absolute weights; one of zeros stays as it is. @param {ArrayLike<number>} weights */
export function normalise(weights) {
  const exact = Array.from(weights, Math.fround);
  const total = exact.reduce((sum, weight) => sum + Math.abs(weight), 0) || 1;
  return exact.map((weight) => shortest(weight / total));
}

/**
 * Say what the sum of the weights, rounded to three decimals, does to an area of one brightness.
 * @param {ArrayLike<number>} weights
 */
export function sumMeaning(weights) {
  const total = rounded(Array.from(weights, Math.fround).reduce((sum, weight) => sum + weight, 0), 3);
  const text = String(total).replace("-", "\u2212");
  return `The weights add up to ${text}: ${meaning(total, text)}.`;
}

/** @type {(total: number, text: string) => string} */
function meaning(total, text) {
  if (total === 0) return "flat areas become 0";
  if (total === 1) return "flat areas keep their brightness";
  if (total === -1) return "flat areas keep their strength but turn negative";
  return `flat areas are multiplied by ${text}`;
}

/**
 * Find the preset whose weights these are: each may be 0.0005 away, so 0.111 stands for a ninth; only 0 stands for 0.
 * @param {ArrayLike<number>} weights @param {typeof KERNELS} [kernels]
 * @returns {string|null} the first name in the order of the menu; null for a kernel of one's own
 */
export function nameOf(weights, kernels = KERNELS) {
  const typed = Array.from(weights, Math.fround);
  const isAlike = (preset, k) => Math.abs(typed[k] - Math.fround(preset)) <= (preset === 0 ? 0 : AS_TYPED);
  const preset = kernels.find((row) => row.weights.length === typed.length && row.weights.every(isAlike));
  return preset?.name ?? null;
}
