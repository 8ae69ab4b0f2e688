// What can be done to a kernel and said of it, as explorer/core/kernels.py does and says it; nine weights a kernel, row by row.

import { rounded, shortest } from "./numbers.js";

/** How far a weight may be from a preset's that it stands for: half of the third decimal, and float32's rounding. */
const AS_TYPED = 0.0005 + 1e-6;

/** @typedef {{name: string, weights: number[], caption: string}} Kernel */

/** Turn a kernel clockwise by a quarter. @param {number[]} weights */
export const rotate = (weights) => weights.map((_, k) => weights[3 * (2 - (k % 3)) + Math.floor(k / 3)]);

/** Swap rows and columns. @param {number[]} weights */
export const transpose = (weights) => weights.map((_, k) => weights[3 * (k % 3) + Math.floor(k / 3)]);

/** Negate a kernel; zeros stay plain zeros. @param {number[]} weights */
export const flipSign = (weights) => weights.map((weight) => 0 - weight);

/** Divide a kernel by the sum of its absolute weights; one of zeros stays as it is. @param {number[]} weights */
export function normalise(weights) {
  const total = sum(weights.map((weight) => Math.abs(Math.fround(weight)))) || 1;
  return weights.map((weight) => shortest(Math.fround(weight) / total));
}

/**
 * Find the preset whose weights these are; only 0 stands for 0.
 * @param {number[]} weights @param {Kernel[]} kernels
 * @returns {Kernel|undefined} the first in the order of the menu
 */
export function nameOf(weights, kernels) {
  const isAlike = (preset, k) => Math.abs(Math.fround(weights[k]) - Math.fround(preset)) <= (preset ? AS_TYPED : 0);
  return kernels.find((row) => row.weights.every(isAlike));
}

/** Say what the sum of the weights does to an area of one brightness. @param {number[]} weights */
export function sumMeaning(weights) {
  const total = rounded(sum(weights.map(Math.fround)), 3);
  const shown = String(total).replace("-", "\u2212");
  return `The weights add up to ${shown}: ${meaningOf(total, shown)}.`;
}

/** Add nine numbers up in NumPy's order, so that the last bit is NumPy's. @type {(n: number[]) => number} */
const sum = (n) => n[0] + n[1] + (n[2] + n[3]) + (n[4] + n[5] + (n[6] + n[7])) + n[8];

/** @type {(total: number, shown: string) => string} */
function meaningOf(total, shown) {
  if (total === 0) return "flat areas vanish";
  if (total === 1) return "flat areas keep their brightness";
  if (total === -1) return "flat areas keep their strength but turn negative";
  return `flat areas are multiplied by ${shown}`;
}

export const CHANGES = { rotate, transpose, flipSign, normalise };
