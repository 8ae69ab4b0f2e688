// A channel of P-Net's first layer as the explorer shows it. Twin of `view_of_channel` of explorer/view/network.py.

import { NETWORK } from "./catalog.js";
import { rounded, shortest } from "./numbers.js";
import { DEFAULTS, showing } from "./settings.js";
import { readSlopes } from "./slopes.js";

/** The network's input is `GAIN` x + `SHIFT` where the explorer's is x: from -1 to 1 instead of 0 to 1. */
const { gain: GAIN, shift: SHIFT, openedSize: OPENED_SIZE } = NETWORK;
const [COLOURS, WEIGHTS] = [3, 9];

/**
 * Return the explorer's view of a channel of layer 1; null for other names. The kernel is the sum over the three colours.
 * @param {string} name  as "1.4" @param {import("./settings.js").Settings} settings  of the network's page
 * @param {{weight: Float32Array, bias: Float32Array}} layer  the first one
 * @returns {import("./settings.js").Settings|null}
 */
export function viewOfChannel(name, settings, { weight, bias }) {
  const place = Array.from(bias, (_, k) => `1.${k + 1}`).indexOf(name);
  if (place < 0) return null;
  const kernel = summed(weight.subarray(place * COLOURS * WEIGHTS, (place + 1) * COLOURS * WEIGHTS));
  const slopes = readSlopes(String(settings.slopes), NETWORK.slopes) ?? NETWORK.slopes;
  return {
    ...DEFAULTS,
    ...showing(settings.picture, OPENED_SIZE),
    ...Object.fromEntries(Array.from(kernel, (value, k) => [`w${Math.floor(k / 3)}${k % 3}`, shortest(value * GAIN)])),
    bias: rounded(bias[place] + SHIFT * kernel.reduce((sum, value) => sum + value, 0), 6),
    padding: "valid",
    activation: "PReLU",
    negative_slope: rounded(slopes[place], 3),
  };
}

/** The sum of the kernels of red, green and blue. @param {Float32Array} weights  one colour after the other */
function summed(weights) {
  const kernel = new Float32Array(WEIGHTS);
  weights.forEach((weight, k) => (kernel[k % WEIGHTS] += weight));
  return kernel;
}
