// A kernel on its way over a small picture. Twin of SLIDING in explorer/lessons/sliding.py.

import { largest } from "../core/arrays.js";
import { products, window } from "../core/convolution.js";
import { centre, forward } from "../core/layer.js";
import { number, short } from "../core/notation.js";
import { grid, line, numbers, plot } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {{image: Map, weights: Float32Array, padding: string}} Given */
/** @typedef {import("../core/layer.js").Layer} Layer */
/** One position of the kernel. @typedef {{row: number, col: number, pixels: Float32Array, terms: Float64Array, sums: number[], output: number}} Stop */

/** @param {{step: number}} values @param {Given} given */
export function show({ step }, given) {
  const layer = forward(given.image, { kernel: given.weights, activation: "Identity", padding: given.padding });
  const stop = stopAt(step - 1, layer, given);
  return [
    [seen(stop, layer, given), multiplied(stop, layer, given), made(stop, layer, step)],
    [running(stop, layer), weighty(stop)],
  ];
}

/** @type {(step: number, layer: Layer, given: Given) => Stop} */
function stopAt(step, { preActivation: { values, cols } }, { image, weights, padding }) {
  const [row, col] = [Math.floor(step / cols), step % cols];
  const pixels = window(image, Math.sqrt(weights.length), row, col, { padding });
  const terms = products(pixels, weights);
  const sums = [0];
  for (const term of terms) sums.push(sums.at(-1) + term);
  return { row, col, pixels, terms, sums, output: values[step] };
}

/** @type {(stop: Stop, layer: Layer, given: Given) => import("./parts.js").Part} */
function seen({ row, col }, layer, { image, weights }) {
  const side = Math.sqrt(weights.length);
  const [top, left] = [row, col].map((place) => centre(layer, place) - (side - 1) / 2);
  return grid("**Input image**, cut out", image, {
    span: [0, 1],
    alt:
      `${image.rows} rows of pixels. The kernel lies on row ${top + 1} to ${top + side}, column ${left + 1} to ` +
      `${left + side}.`,
    palette: "Signed grey",
    frame: [top, left, side],
  });
}

/** @type {(stop: Stop, layer: Layer, given: Given) => import("./parts.js").Part} */
function multiplied({ pixels, terms }, { limit }, { weights }) {
  const side = Math.sqrt(weights.length);
  const term = (k) => product(pixels[k], weights[k], terms[k]);
  const words = Array.from({ length: side }, (_, r) => Array.from({ length: side }, (_, c) => term(r * side + c)));
  return grid("**Products**: pixel × weight", { values: Float32Array.from(terms), rows: side, cols: side }, {
    span: [-limit, limit],
    alt: `Nine products, row by row: ${listed(terms)}.`,
    words,
  });
}

/** Write a product; "≈" where the factors as they are shown make another one. @type {(pixel: number, weight: number, exact: number) => string} */
function product(pixel, weight, exact) {
  const [factors, answer] = [[number(pixel, 2), short(weight, 2)], number(exact, 2)];
  const [one, other] = factors.map((factor) => Number(factor.replace("\u2212", "-")));
  return `${factors.join(" × ")}\n${number(one * other, 2) === answer ? "=" : "≈"} ${answer}`;
}

/** @type {(stop: Stop, layer: Layer, step: number) => import("./parts.js").Part} */
function made({ row, col, output }, { preActivation, limit }, step) {
  const values = preActivation.values.map((value, k) => (k < step ? value : NaN));
  return grid("**Feature map before ReLU**, so far", { ...preActivation, values }, {
    span: [-limit, limit],
    alt: `${step} of ${values.length} values of the map. The newest is ${number(output)}.`,
    frame: [row, col, 1],
  });
}

/** @type {(stop: Stop, layer: Layer) => import("./parts.js").Part} */
function running({ sums }, { limit }) {
  const reach = 1.1 * Math.max(limit, largest(sums));
  return plot([line("Sum", sums.map((_, k) => k), sums, "stops")], {
    x: "products added",
    y: "sum so far",
    alt: `The sum after 0 to ${sums.length - 1} products: ${listed(sums)}.`,
    yRange: [-reach, reach],
    height: 330,
  });
}

/** @type {(values: ArrayLike<number>) => string} */
const listed = (values) => Array.from(values, (value) => number(value, 2)).join(", ");

/** @type {(stop: Stop) => import("./parts.js").Part} */
function weighty({ terms, output }) {
  const total = (isCounted) => terms.filter(isCounted).reduce((sum, term) => sum + term, 0);
  return numbers([
    ["Positive products", number(total((term) => term > 0))],
    ["Negative products", number(total((term) => term < 0))],
    ["Their sum, one value of the map", number(output)],
  ]);
}
