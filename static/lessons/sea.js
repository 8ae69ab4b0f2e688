// How much of a map lies under the sea. Twin of SEA in explorer/lessons/dead_units.py.

import { relu } from "../core/activations.js";
import { percent, short } from "../core/notation.js";
import { line, mapImage, maps, numbers, ofPicture, plot, words } from "./parts.js";

const REACH = 3;
const STEP = 0.1;
const FINER = 10;

/**
 * @param {{bias: number}} values  in standard deviations of the map
 * @param {{signed: import("../core/arrays.js").Map, spread: number, shares: Float32Array, normal: Float32Array}} data
 */
export function show({ bias }, { signed, spread, shares, normal }) {
  const place = Math.round((bias + REACH) / STEP) * FINER;
  const [share, expected] = [shares[place], normal[place]];
  return [
    [words(sentence(bias, share))],
    [
      figure(bias, share, expected, shares, normal),
      numbers([
        ["Zeros in this map", percent(share)],
        ["Φ: zeros if its values were normally distributed", percent(expected)],
      ]),
    ],
    [flooded(signed, bias * spread)],
  ];
}

/** @type {(bias: number, share: number, expected: number, shares: Float32Array, normal: Float32Array) => import("./parts.js").Part} */
function figure(bias, share, expected, shares, normal) {
  const biases = Float64Array.from(shares, (_, k) => -REACH + (k * STEP) / FINER);
  const lines = [
    line("this map", biases, shares),
    line("normal distribution", biases, normal, "before"),
    line("this bias", [bias], [share], "marks"),
  ];
  return plot(lines, {
    x: "bias, in standard deviations of the map",
    y: "share of zeros",
    alt:
      `The share of zeros falls as the bias rises. Here ${percent(share)} of the map are zero, of a normal ` +
      `distribution ${percent(expected)}.`,
    xRange: [-REACH - 0.1, REACH + 0.1],
    yRange: [-0.03, 1.03],
    height: 340,
  });
}

/** @param {import("../core/arrays.js").Map} signed @param {number} bias */
function flooded({ values, rows, cols }, bias) {
  const [sums, after, dry] = [0, 1, 2].map(() => new Float32Array(values.length));
  let limit = 0;
  for (let k = 0; k < values.length; k += 1) {
    const z = values[k] + bias;
    limit = Math.max(limit, Math.abs(z));
    [sums[k], after[k], dry[k]] = [z, relu(z), z > 0 ? 1 : 0];
  }
  const of = (shown) => ({ values: shown, rows, cols });
  const images = [
    mapImage("Feature map, bias added", of(sums)),
    mapImage("After ReLU", of(after)),
    ofPicture("The sea: black where the answer is 0", of(dry)),
  ];
  return maps(images, { limit });
}

/** @type {(bias: number, share: number) => string} */
function sentence(bias, share) {
  const where = `The bias is ${short(bias)} standard deviations, so the sea stands at ${short(-bias)}.`;
  if (share === 0) return `${where} All of this map is above it: no zero at all.`;
  if (share === 1) return `${where} All of this map is under it: nothing but zeros.`;
  return `${where} Under it lies **${percent(share)}** of the map: those values become 0.`;
}
