// The way back through an activation: the gradient times its slope. Twin of explorer/lessons/gate.py.

import { prelu, preluDerivative } from "../core/activations.js";
import { percent, short } from "../core/notation.js";
import { mapImage, maps, numbers, words } from "./parts.js";

/** The answer that is wanted: the size of the sum, so many times. */
const WISH = 2;

/** @param {{slope: number}} values @param {{pre_activation: import("../core/arrays.js").Map}} data */
export function show({ slope }, { pre_activation: z }) {
  const back = wayBack(z.values, slope);
  const of = (values) => ({ ...z, values });
  const span = /** @type {[number, number]} */ ([-(back.largest || 1), back.largest || 1]);
  const images = [
    mapImage("Sum before the activation", z),
    mapImage("Gate: the slope there", of(back.gate), { span: [-1, 1] }),
    mapImage("Gradient that arrives", of(back.arriving), { span }),
    mapImage("Gradient that passes", of(back.passing), { span }),
  ];
  return [
    [maps(images)],
    [
      words(fate(slope, back.shutGradient)),
      numbers([
        ["Pixels whose sum is not above 0", percent(back.shut)],
        ["Gradient that arrives there", percent(back.shutGradient)],
        ["Gradient that passes, of all", percent(back.passedGradient)],
      ]),
    ],
  ];
}

/** @param {Float32Array} z @param {number} slope */
function wayBack(z, slope) {
  const [gate, arriving, passing] = [0, 1, 2].map(() => new Float32Array(z.length));
  const params = { negative_slope: slope };
  let [shut, arrived, arrivedShut, passed, largest] = [0, 0, 0, 0, 0];
  for (let k = 0; k < z.length; k += 1) {
    const open = preluDerivative(z[k], params);
    const hint = prelu(z[k], params) - WISH * Math.abs(z[k]);
    [gate[k], arriving[k], passing[k]] = [open, hint, hint * open + 0];
    const size = Math.abs(hint);
    arrived += size;
    passed += Math.abs(hint * open);
    largest = Math.max(largest, size);
    if (z[k] > 0) continue;
    shut += 1;
    arrivedShut += size;
  }
  return {
    gate,
    arriving,
    passing,
    largest,
    shut: shut / z.length,
    shutGradient: arrivedShut / (arrived || 1),
    passedGradient: passed / (arrived || 1),
  };
}

/** What becomes of the gradient that meets a sum below zero. @type {(slope: number, shutGradient: number) => string} */
function fate(slope, shutGradient) {
  if (!shutGradient) return "Nothing in this map is below zero, so **all of the gradient passes**, whatever the slope is.";
  const arrives = `${percent(shutGradient)} of the gradient arrives where the sum is below zero.`;
  if (slope === 0) return `${arrives} There the gate is 0, so **nothing of it passes**.`;
  if (slope === 1) return `${arrives} There the gate is 1 as well, so **all of it passes**.`;
  if (slope > 0) return `${arrives} There the gate is ${short(slope)}, so **it passes weakened**.`;
  const strength = slope === -1 ? "" : " and weakened";
  return (
    `${arrives} There the gate is ${short(slope)}: **it passes with its sign turned**${strength}. ` +
    "The answer grows there when the sum sinks."
  );
}
