// Zeros are free: the multiplications that the next layer can skip. Twin of explorer/lessons/zeros_are_free.py.

import { activate } from "../core/activations.js";
import { KERNELS } from "../core/catalog.js";
import { forward } from "../core/layer.js";
import { percent, short } from "../core/notation.js";
import { line, mapImage, maps, plot, table, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {{total: number, left: number}} Work  multiplications of the next layer; those with a value that is not 0 */
/** @typedef {{image: Map, biases: Float32Array, relu: Float32Array, others: Float32Array}} Data */

const KERNEL = KERNELS.find(({ name }) => name === "Sobel right").weights;
const COMPARED = ["ReLU", "ReLU²", "Leaky ReLU", "GELU", "SiLU"];
const WINDOW = 9;

/** @param {{bias: number}} values @param {Data} data */
export function show({ bias }, data) {
  const { preActivation, activationMap, limit } = forward(data.image, { kernel: KERNEL, bias });
  const { rows, cols } = preActivation;
  const left = COMPARED.map((name) => places({ rows, cols, values: activate(name, preActivation.values) }));
  const total = sum(places({ rows, cols, values: new Float32Array(rows * cols).fill(1) }));
  const counted = left.map((counts) => ({ total, left: sum(counts) }));
  const work = (title, values) => mapImage(title, { rows, cols, values }, { palette: "Signed grey", span: [0, WINDOW] });
  const images = [
    mapImage("After ReLU", activationMap),
    work("Multiplications left after ReLU", left[COMPARED.indexOf("ReLU")]),
    work("Multiplications left after GELU", left[COMPARED.indexOf("GELU")]),
  ];
  const [relu, others] = ["ReLU", "Leaky ReLU"].map((name) => skipped(counted[COMPARED.indexOf(name)]));
  return [
    [words(verdict(relu, others))],
    [tableOf(counted), plotOf(bias, relu, data)],
    [maps(images, { limit })],
    [words(`What is left of the ${WINDOW} multiplications at each place of the next map: black none, white all ${WINDOW}.`)],
  ];
}

/** Count, for each place of the next map, the values under the next kernel that are not 0. @param {Map} map */
function places({ values, rows, cols }) {
  const [tall, found] = [new Float32Array(values.length), new Float32Array(values.length)];
  for (let k = 0; k < values.length; k += 1) {
    const above = k >= cols && values[k - cols] !== 0;
    const below = k + cols < values.length && values[k + cols] !== 0;
    tall[k] = Number(above) + Number(values[k] !== 0) + Number(below);
  }
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) {
      const k = row * cols + col;
      found[k] = (col > 0 ? tall[k - 1] : 0) + tall[k] + (col + 1 < cols ? tall[k + 1] : 0);
    }
  }
  return found;
}

/** @type {(counts: Float32Array) => number} */
const sum = (counts) => counts.reduce((total, count) => total + count, 0);

/** The share of the multiplications that have a 0 for a factor. @type {(work: Work) => number} */
const skipped = ({ total, left }) => (total - left) / total;

/** @param {Work[]} counted */
function tableOf(counted) {
  const count = (value) => value.toLocaleString("en");
  const rows = counted.map((work, k) => [
    COMPARED[k], `${count(work.left)} of ${count(work.total)}`, percent(skipped(work)),
  ]);
  return table(["After", "Multiplications left", "Can be skipped"], rows);
}

/** @type {(relu: number, others: number) => string} */
function verdict(relu, others) {
  return `${ofRelu(relu)} ${ofOthers(others)}`;
}

/** @type {(share: number) => string} */
function ofRelu(share) {
  if (share === 1) {
    return "No sum is positive here. After ReLU or ReLU² **everything** can be skipped, but the picture is lost, too.";
  }
  if (share === 0) return "Every sum is positive here. After ReLU or ReLU² **nothing** can be skipped.";
  return `After ReLU or ReLU² the next layer can skip **${percent(share)}** of its multiplications.`;
}

/** @type {(share: number) => string} */
function ofOthers(share) {
  if (share === 0) return "No sum is exactly 0, so after the other three nothing can be skipped.";
  const said = `${percent(share)} can be skipped after the other three`;
  return `Some sums are exactly 0, and all five make 0 of 0: ${said}.`;
}

/** @type {(bias: number, share: number, data: Data) => import("./parts.js").Part} */
function plotOf(bias, share, { biases, relu, others }) {
  const lines = [
    line("ReLU, ReLU²", biases, relu, "after"),
    line("Leaky ReLU, GELU, SiLU", biases, others, "before"),
    line("this bias", [bias], [share], "points"),
  ];
  return plot(lines, {
    x: "bias",
    y: "share that can be skipped",
    alt: `The lower the bias, the more can be skipped after ReLU. At bias ${short(bias)}: ${percent(share)}.`,
    xRange: [biases[0] - 0.05, biases[biases.length - 1] + 0.05],
    yRange: [-0.03, 1.03],
  });
}
