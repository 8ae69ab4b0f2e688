// The error of a slope, in the valley of all slopes. Twin of VALLEY in explorer/lessons/learned_slope.py.

import { prelu } from "../core/activations.js";
import { number, short } from "../core/notation.js";
import { line, mapImage, maps, plot, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */

const NEAR = 1e-6;
const SLOPES = Array.from({ length: 61 }, (_, k) => -1.5 + k / 20);

/** @param {{slope: number}} values @param {{signed: Map, goal: number}} data */
export function show({ slope }, { signed, goal }) {
  const { curvature, size } = measured(signed.values);
  const errorOf = (/** @type {number} */ other) => (curvature * (other - goal) ** 2) / 2;
  const answered = (/** @type {number} */ other) => ({
    ...signed,
    values: signed.values.map((z) => prelu(z, { negative_slope: other })),
  });
  const images = [
    mapImage("Feature map before the activation", signed),
    mapImage("What is wanted", answered(goal)),
    mapImage(`What the unit answers, slope ${short(slope)}`, answered(slope)),
  ];
  return [
    [words(sentence(slope, errorOf(slope), curvature ? goal : null))],
    [valley(slope, errorOf)],
    [maps(images, { limit: size * Math.max(1, Math.abs(slope)) || null })],
  ];
}

/** The mean square of the negative values over all places, and the largest size. @param {Float32Array} values */
function measured(values) {
  let [sum, size] = [0, 0];
  for (let k = 0; k < values.length; k += 1) {
    sum += Math.min(values[k], 0) ** 2;
    size = Math.max(size, Math.abs(values[k]));
  }
  return { curvature: sum / values.length, size };
}

/** @type {(slope: number, errorOf: (slope: number) => number) => import("./parts.js").Part} */
function valley(slope, errorOf) {
  const errors = SLOPES.map(errorOf);
  const error = errorOf(slope);
  const top = Math.max(...errors) || 1;
  return plot([line("error", SLOPES, errors, "input"), line("this slope", [slope], [error], "marks")], {
    x: "slope left of zero",
    y: "half the mean squared error",
    alt: `The error for every slope: a valley. Slope ${short(slope)} leaves ${number(error)}.`,
    yRange: [-0.05 * top, 1.05 * top],
    height: 300,
  });
}

/** @type {(slope: number, error: number, best: number|null) => string} */
function sentence(slope, error, best) {
  if (best === null) return "Nothing in this map is negative, so the slope left of zero changes nothing.";
  const start = `Slope ${short(slope)} leaves an error of **${number(error)}**.`;
  if (Math.abs(slope - best) < NEAR) return `${start} This is the lowest point.`;
  return `${start} A ${slope < best ? "larger" : "smaller"} slope leaves less.`;
}
