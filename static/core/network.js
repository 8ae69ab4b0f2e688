// P-Net, the first stage of the face detector MTCNN, at one scale of a picture: the first half of explorer/networks/forward.py.

import { NETWORK } from "./catalog.js";
import { arranged, block, convolve, pooled, rectify, rectifyPooled, scratchFor } from "./channels.js";
import { split } from "./slopes.js";

/**
 * The weights of P-Net, each in the order of torch.nn.Conv2d: (out, in, row, column).
 * @typedef {import("./channels.js").Weights} Weights
 * @typedef {{conv1: Weights, conv2: Weights, conv3: Weights, face: Weights}} Network
 */

/**
 * A layer with a rectifier: what it reads, and its sums.
 * @typedef {import("./channels.js").Block} Block
 * @typedef {import("./channels.js").Kernels} Kernels
 * @typedef {{input: Block, kernels: Kernels, scratch: import("./channels.js").Scratch, sums: Block}} Layer
 */

/**
 * A picture and what has been computed of it. Of `layers`, the sums of the first `ready` belong to `slopes`; `high` and `low`
 * are the largest and the smallest sum of the first layer under every window of the pooling.
 * @typedef {{input: Block, weights: Network|null, layers: Layer[], ready: number, slopes: number[], high: Block, low: Block,
 *     face: Float32Array}} State
 */

/** The smallest side of a picture that P-Net gives an answer to. */
const SMALLEST = NETWORK.sees;

/**
 * Return a picture as P-Net takes it, with room for all that is computed of it.
 * @param {Uint8Array} levels rows * cols * 3, red, green and blue of each pixel in turn
 * @param {number} rows @param {number} cols
 * @returns {State}
 * @throws {Error} if a side is shorter than 12 pixels
 */
export function prepare(levels, rows, cols) {
  if (Math.min(rows, cols) < SMALLEST) {
    throw new Error(`P-Net sees 12 by 12 pixels; a picture of ${rows} by ${cols} is smaller.`);
  }
  const input = block(rows, cols, 3);
  for (let row = 0, k = 0; row < rows; row += 1) {
    const first = row * input.width * 3;
    for (let p = first; p < first + cols * 3; p += 1, k += 1) input.values[p] = (levels[k] - 127.5) / 128;
  }
  const none = block(0, 0, 0);
  const face = new Float32Array((Math.ceil(rows / 2) - 5) * (Math.ceil(cols / 2) - 5));
  return { input, weights: null, layers: [], ready: 0, slopes: [], high: none, low: none, face };
}

/**
 * Return the probability of "face" that P-Net gives each place: output (r, c) sees 12 by 12 pixels from (2 r, 2 c) on.
 * Computes only what follows from the first slope that differs from those of the call before.
 * @param {State} state @param {Network} weights @param {ArrayLike<number>} slopes of all channels, layer after layer
 * @returns {{rows: number, cols: number, face: Float32Array}} `face` belongs to the state: the next call writes into it
 */
export function proposals(state, weights, slopes) {
  refresh(state, weights, slopes, 3);
  const { sums } = state.layers[2];
  const { weight, bias } = weights.face;
  const [, , bend] = split(slopes);
  const lean = Float64Array.from(bend, (_, k) => weight[sums.channels + k] - weight[k]); // of "face" over "no face"
  for (let row = 0, k = 0; row < sums.rows; row += 1) {
    let p = row * sums.width * sums.channels;
    for (let col = 0; col < sums.cols; col += 1, k += 1) {
      let odds = bias[1] - bias[0];
      for (let channel = 0; channel < lean.length; channel += 1, p += 1) {
        const sum = sums.values[p];
        odds += lean[channel] * (sum > 0 ? sum : bend[channel] * sum);
      }
      state.face[k] = 1 / (1 + Math.exp(-odds)); // the softmax of two numbers
    }
  }
  return { rows: sums.rows, cols: sums.cols, face: state.face };
}

/**
 * Return the map of one channel before and after its own rectifier, before any pooling.
 * @param {State} state @param {Network} weights @param {ArrayLike<number>} slopes of all channels, layer after layer
 * @param {number} layer 1, 2 or 3 @param {number} channel from 0
 * @returns {{before: import("./arrays.js").Map, after: import("./arrays.js").Map}}
 */
export function channelMaps(state, weights, slopes, layer, channel) {
  refresh(state, weights, slopes, layer);
  const { rows, cols, width, channels, values } = state.layers[layer - 1].sums;
  const before = new Float32Array(rows * cols);
  for (let row = 0, k = 0; row < rows; row += 1) {
    let p = row * width * channels + channel;
    for (let col = 0; col < cols; col += 1, k += 1, p += channels) before[k] = values[p];
  }
  const slope = split(slopes)[layer - 1][channel];
  const after = before.map((sum) => (sum > 0 ? sum : slope * sum));
  return { before: { values: before, rows, cols }, after: { values: after, rows, cols } };
}

/**
 * Compute the sums of the layers up to one, but for those that are there: the sums of a layer depend on the slopes before it.
 * @type {(state: State, weights: Network, slopes: ArrayLike<number>, until: number) => void}
 */
function refresh(state, weights, slopes, until) {
  if (state.weights !== weights) Object.assign(state, { weights, layers: layersOf(weights, state.input), ready: 0 });
  const [parts, old] = [split(slopes), split(state.slopes)];
  const changed = parts.findIndex((part, layer) => part.some((slope, k) => slope !== old[layer][k]));
  if (changed >= 0) state.ready = Math.min(state.ready, changed + 1);
  state.slopes = Array.from(slopes);
  for (; state.ready < until; state.ready += 1) {
    const { input, kernels, scratch, sums } = state.layers[state.ready];
    if (state.ready === 1) rectifyPooled(input, state, parts[0]);
    if (state.ready === 2) rectify(input, state.layers[1].sums, parts[1]);
    convolve(sums, input, kernels, scratch);
    if (state.ready === 0) Object.assign(state, pooled(sums));
  }
}

/** Make room for the three layers over a picture. @type {(weights: Network, picture: Block) => Layer[]} */
function layersOf({ conv1, conv2, conv3 }, picture) {
  const first = layer(picture, conv1);
  const half = block(Math.ceil(first.sums.rows / 2), Math.ceil(first.sums.cols / 2), first.sums.channels);
  const second = layer(half, conv2);
  return [first, second, layer(block(second.sums.rows, second.sums.cols, second.sums.channels), conv3)];
}

/** @type {(input: Block, weights: Weights) => Layer} */
function layer(input, weights) {
  const kernels = arranged(weights);
  const sums = block(input.rows - 2, input.cols - 2, kernels.outputs);
  return { input, kernels, scratch: scratchFor(sums, kernels), sums };
}
