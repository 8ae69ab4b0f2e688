// Zeros are free: the multiplications that the next layer can skip. Twin of explorer/lessons/zeros_are_free.py.

import { activate } from "../core/activations.js";
import { named } from "../core/kernels.js";
import { forward } from "../core/layer.js";
import { percent, short } from "../core/notation.js";
import { line, mapImage, maps, plot, table, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {{total: number, left: number}} Work  multiplications of the next layer; those with a value that is not 0 */
/** @typedef {{image: Map, biases: Float32Array, relu: Float32Array, others: Float32Array}} Data */

const KERNEL = named("Sobel right").weights;
const COMPARED = ["ReLU", "ReLU²", "Leaky ReLU", "GELU", "SiLU"];
const WINDOW = 9;

/** @param {{bias: number}} values @param {Data} data */
export function show({ bias }, data) {
  const { preActivation, activationMap, limit } = forward(data.image, { kernel: KERNEL, bias });
  const after = COMPARED.map((name) => ({ ...preActivation, values: activate(name, preActivation.values) }));
  const counted = after.map(work);
  const shown = (title, map) => mapImage(title, places(map), { palette: "Signed grey", span: [0, WINDOW] });
  const images = [
    mapImage("After ReLU", activationMap),
    shown("Multiplications left after ReLU", activationMap),
    shown("Multiplications left after GELU", after[COMPARED.indexOf("GELU")]),
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
  const wide = cols + 2; // with a border of zeros
  const [flags, tall] = [new Uint8Array(wide * (rows + 2)), new Uint8Array(wide * rows)];
  for (let k = 0; k < values.length; k += 1) flags[wide * (Math.floor(k / cols) + 1) + (k % cols) + 1] = Number(values[k] !== 0);
  for (let k = 0; k < tall.length; k += 1) tall[k] = flags[k] + flags[k + wide] + flags[k + 2 * wide];
  const found = new Float32Array(values.length);
  for (let k = 0; k < found.length; k += 1) {
    const left = wide * Math.floor(k / cols) + (k % cols);
    found[k] = tall[left] + tall[left + 1] + tall[left + 2];
  }
  return { values: found, rows, cols };
}

/** Count the multiplications of the next layer, and those that are left if it skips zeros. @param {Map} map @returns {Work} */
function work({ values, rows, cols }) {
  const [down, across] = [uses(rows), uses(cols)];
  let [total, left] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) {
      const count = down[row] * across[col];
      total += count;
      left += count * Number(values[row * cols + col] !== 0);
    }
  }
  return { total, left };
}

/** How many windows of 3 each place of a line is in. @param {number} length */
const uses = (length) => Uint8Array.from({ length }, (_, k) => 1 + Number(k > 0) + Number(k + 1 < length));

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
    line("Leaky ReLU, GELU, SiLU", biases, others, "points"),
    line("this bias", [bias], [share], "marks"),
  ];
  return plot(lines, {
    x: "bias",
    y: "share that can be skipped",
    alt: `The lower the bias, the more can be skipped after ReLU. At bias ${short(bias)}: ${percent(share)}.`,
    xRange: [biases[0] - 0.05, biases[biases.length - 1] + 0.05],
    yRange: [-0.03, 1.03],
  });
}
