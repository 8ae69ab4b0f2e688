// A leak keeps what ReLU throws away. Twin of LEAK in explorer/lessons/discarded.py.

import { prelu } from "../core/activations.js";
import { number, short } from "../core/notation.js";
import { circularMap } from "./exact.js";
import { mapImage, maps, words } from "./parts.js";

const ROUNDING = 1e-6;

/** @param {{slope: number}} values @param {{image: import("../core/arrays.js").Map, weights: Float32Array}} data */
export function show({ slope }, { image, weights }) {
  const signed = circularMap(image, weights);
  const { leaked, recovered, missing, limit, error } = leak(signed.values, slope);
  const of = (values) => ({ ...signed, values });
  const images = [
    mapImage(`After the leak, slope ${short(slope)}`, of(leaked)),
    mapImage(slope ? "Negative values divided by the slope" : "No way back", of(recovered)),
    mapImage("Still missing", of(missing)),
  ];
  return [[maps(images, { limit: limit || null })], [words(verdict(slope, error))]];
}

/** @param {Float32Array} signed @param {number} slope */
function leak(signed, slope) {
  const [leaked, recovered, missing] = [0, 1, 2].map(() => new Float32Array(signed.length));
  const [there, back] = [{ negative_slope: slope }, { negative_slope: slope ? 1 / slope : 0 }];
  let [limit, error] = [0, 0];
  for (let k = 0; k < signed.length; k += 1) {
    const after = prelu(signed[k], there);
    const again = prelu(after, back);
    const gap = Math.abs(signed[k] - again) < ROUNDING ? 0 : signed[k] - again;
    [leaked[k], recovered[k], missing[k]] = [after, again, gap];
    limit = Math.max(limit, Math.abs(signed[k]));
    error = Math.max(error, Math.abs(gap));
  }
  return { leaked, recovered, missing, limit, error };
}

/** @type {(slope: number, error: number) => string} */
function verdict(slope, error) {
  if (slope) return `All is still there, the negative side × ${short(slope)}. Won back, the map differs by ${number(error, 3)} levels.`;
  if (error) return `With slope 0 nothing leaks: up to ${number(error, 0)} levels are gone for good. Move the slider.`;
  return "This map has no negative values, so nothing is lost even with slope 0.";
}
