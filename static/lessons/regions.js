// The regions into which the ReLUs of a small network divide a square. Twin of explorer/lessons/regions.py.

import { maps, ofPicture, words } from "./parts.js";

/** @typedef {{weights: number[][], biases: number[]}[]} Network  layer by layer, unit by unit */
/** @typedef {[number, number]} Point */
/** A height a x + b y + c over the point (x, y). @typedef {[number, number, number]} Plane */
/** A convex part of the square, and what the last layer so far answers inside. @typedef {{corners: Point[], signals: Plane[]}} Region */

const UNITS = 16;
const DEPTHS = [1, 2, 4];
const MOST = 1 + UNITS + (UNITS * (UNITS - 1)) / 2; // regions of one layer
const TOUCH = 1e-9;
const SIDE = 128;
/** @type {Plane} */
const ZERO = [0, 0, 0];

/** @param {{share: number, draw: number}} values @param {{weights: import("../core/arrays.js").Map}} data */
export function show({ share, draw }, { weights: { values, cols } }) {
  const [images, counts] = [[], []];
  let start = (draw - 1) * cols;
  for (const depth of DEPTHS) {
    const { network, end } = mixed(foldingNetwork(depth), values, start, share);
    start = end;
    counts.push(regions(network).length);
    const layers = `${depth} layer${depth === 1 ? "" : "s"} of ${UNITS / depth}`;
    images.push(ofPicture(`${layers}: ${counts.at(-1)} regions`, parity(network)));
  }
  return [[maps(images)], [words(regionWords(counts))]];
}

/** @type {(counts: number[]) => string} */
function regionWords(counts) {
  const limit = `a single layer of ${UNITS} ReLUs can have: at most ${MOST}`;
  const ahead = DEPTHS.filter((_, k) => counts[k] > MOST);
  if (!ahead.length) {
    return `No network here has more regions than ${limit}. Depth alone does not do it: the weights decide.`;
  }
  const who = ahead.length > 1 ? "Both deep networks have" : `The network of ${ahead[0]} layers has`;
  return `**${who} more regions** than ${limit}.`;
}

/** @type {(depth: number) => Network} */
function foldingNetwork(depth) {
  const strips = UNITS / depth / 2;
  const zigzag = Array.from({ length: strips }, (_, k) => strips * (k === 0 ? 1 : k % 2 ? -2 : 2));
  const none = zigzag.map(() => 0);
  const biases = [0, 1].flatMap(() => none.map((_, k) => -k / strips));
  const layer = (across, down) => ({ weights: [across, down].flatMap((row) => none.map(() => row)), biases });
  const later = layer([...zigzag, ...none], [...none, ...zigzag]);
  return [layer([1, 0], [0, 1]), ...Array.from({ length: depth - 1 }, () => later)];
}

/** @type {(folding: Network, drawn: Float32Array, start: number, share: number) => {network: Network, end: number}} */
function mixed(folding, drawn, start, share) {
  let end = start;
  const between = (value) => (1 - share) * value + share * drawn[end++];
  const network = folding.map(({ weights, biases }) => {
    const units = weights.map((row, unit) => ({ row: row.map(between), bias: between(biases[unit]) }));
    return { weights: units.map(({ row }) => row), biases: units.map(({ bias }) => bias) };
  });
  return { network, end };
}

/** 1 where an odd number of ReLUs is on, 0 where an even one is. @type {(network: Network) => import("../core/arrays.js").Map} */
function parity(network) {
  const values = new Float32Array(SIDE * SIDE);
  let signals = middles();
  for (const { weights, biases } of network) {
    signals = weights.map((row, unit) => heights(row, biases[unit], signals));
    for (const signal of signals) rectify(signal, values);
  }
  return { values, rows: SIDE, cols: SIDE };
}

/** x and y of every point. @type {() => Float64Array[]} */
function middles() {
  const [across, down] = [new Float64Array(SIDE * SIDE), new Float64Array(SIDE * SIDE)];
  for (let k = 0; k < across.length; k += 1) {
    across[k] = ((k % SIDE) + 0.5) / SIDE;
    down[k] = (Math.floor(k / SIDE) + 0.5) / SIDE;
  }
  return [across, down];
}

/** What a ReLU reads at every point. @type {(weights: number[], bias: number, signals: Float64Array[]) => Float64Array} */
function heights(weights, bias, signals) {
  const sums = new Float64Array(SIDE * SIDE).fill(bias);
  for (const [unit, signal] of signals.entries()) {
    const weight = weights[unit];
    for (let k = 0; k < sums.length; k += 1) sums[k] += weight * signal[k];
  }
  return sums;
}

/** Make 0 of what is below it, and exchange 0 and 1 where it is not. @type {(signal: Float64Array, values: Float32Array) => void} */
function rectify(signal, values) {
  for (let k = 0; k < signal.length; k += 1) {
    if (signal[k] > 0) values[k] = 1 - values[k];
    else signal[k] = 0;
  }
}

/** Divide the square from 0 to 1 by the bends of all ReLUs of a network. @type {(network: Network) => Region[]} */
function regions(network) {
  /** @type {Region[]} */
  let found = [{ corners: [[0, 0], [1, 0], [1, 1], [0, 1]], signals: [[1, 0, 0], [0, 1, 0]] }];
  for (const layer of network) found = found.flatMap((region) => divided(region, layer));
  return found;
}

/** @type {(region: Region, layer: Network[0]) => Region[]} */
function divided(region, { weights, biases }) {
  /** @type {Region[]} */
  let parts = [{ corners: region.corners, signals: [] }];
  for (const [unit, row] of weights.entries()) {
    const plane = weighted(row, biases[unit], region.signals);
    parts = parts.flatMap(({ corners, signals }) =>
      cut(corners, plane).map((side) => ({ corners: side.corners, signals: [...signals, side.isOn ? plane : ZERO] })),
    );
  }
  return parts;
}

/** @type {(weights: number[], bias: number, planes: Plane[]) => Plane} */
function weighted(weights, bias, planes) {
  let [a, b, c] = [0, 0, bias];
  for (const [k, plane] of planes.entries()) {
    [a, b, c] = [a + weights[k] * plane[0], b + weights[k] * plane[1], c + weights[k] * plane[2]];
  }
  return [a, b, c];
}

/** Cut a convex polygon where a plane is 0. @type {(corners: Point[], plane: Plane) => {corners: Point[], isOn: boolean}[]} */
function cut(corners, [a, b, c]) {
  const over = corners.map(([x, y]) => a * x + b * y + c);
  const [low, high] = [Math.min(...over), Math.max(...over)];
  if (low >= -TOUCH || high <= TOUCH) return [{ corners, isOn: high > TOUCH }];
  const [above, below] = [[], []];
  for (const [k, start] of corners.entries()) {
    const next = (k + 1) % corners.length;
    if (over[k] >= 0) above.push(start);
    if (over[k] <= 0) below.push(start);
    if (over[k] * over[next] < 0) {
      const crossing = between(start, corners[next], over[k] / (over[k] - over[next]));
      above.push(crossing);
      below.push(crossing);
    }
  }
  return [{ corners: above, isOn: true }, { corners: below, isOn: false }];
}

/** @type {(start: Point, end: Point, share: number) => Point} */
const between = (start, end, share) => [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
