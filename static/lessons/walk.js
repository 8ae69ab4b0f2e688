// One pixel walks along the curve of ReLU. Twin of WALK in explorer/lessons/rectifier.py.

import { relu } from "../core/activations.js";
import { largest, line as lineOf } from "../core/arrays.js";
import { digitsFor, number, percent } from "../core/notation.js";
import { line, mapImage, maps, numbers, ofPicture, plot, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */

/** @param {{row: number, col: number}} values @param {{image: Map, signed: Map}} data */
export function show({ row, col }, { image, signed }) {
  const rectified = { ...signed, values: signed.values.map(relu) };
  const limit = largest(signed.values) || 1;
  const digits = digitsFor(limit);
  const [before, after] = [signed, rectified].map((map) => lineOf(map, row, true));
  const images = [ofPicture("Input image", image), mapImage("Before ReLU", signed), mapImage("After ReLU", rectified)];
  return [
    [words(sentence(before[col], digits))],
    [curve(before, after, col, limit, digits), numbers(counts(signed.values))],
    [maps(images, { limit, row })],
  ];
}

/** @type {(before: number, digits: number) => string} */
function sentence(before, digits) {
  const written = number(before, digits);
  if (before > 0) return `This number is ${written}. It is positive, so ReLU leaves it: **${written}**.`;
  if (before < 0) return `This number is ${written}. It is negative, so ReLU makes it **0**.`;
  return `This number is ${written}. It stays **0**.`;
}

/** @type {(before: Float32Array, after: Float32Array, col: number, limit: number, digits: number) => import("./parts.js").Part} */
function curve(before, after, col, limit, digits) {
  const lines = [
    line("ReLU", [-limit, 0, limit], [0, 0, limit]),
    line("numbers of the row", before, after, "points"),
    line("this number", [before[col]], [after[col]], "marks"),
  ];
  return plot(lines, {
    x: "before",
    y: "after",
    alt:
      `The curve of ReLU. The number goes in as ${number(before[col], digits)} and comes out as ` +
      `${number(after[col], digits)}.`,
    xRange: [-1.05 * limit, 1.05 * limit],
    yRange: [-0.1 * limit, 1.05 * limit],
  });
}

/** @param {Float32Array} values @returns {[string, string][]} */
function counts(values) {
  let [kept, zeroed, again] = [0, 0, 0];
  for (let k = 0; k < values.length; k += 1) {
    kept += Number(values[k] > 0);
    zeroed += Number(values[k] < 0);
    again += Number(relu(relu(values[k])) !== relu(values[k]));
  }
  return [
    ["Kept as they are", percent(kept / values.length)],
    ["Set to zero", percent(zeroed / values.length)],
    ["Were 0 already", percent((values.length - kept - zeroed) / values.length)],
    ["Changed by a second ReLU", String(again)],
  ];
}
