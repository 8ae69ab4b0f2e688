// Layers that take and give several maps: the convolution, PReLU and pooling of explorer/networks/forward.py.
//
// The values of all channels stand together place by place, so that a sum of products runs over memory in order. A 3 by 3
// convolution makes 2 by 2 outputs at a time by minimal filtering (Lavin and Gray, arXiv:1509.09308, section 4.1): 16 products
// an input channel instead of 36, with sums of inputs before and sums of products after. All sums are float64.

/**
 * A picture or map of several channels: channel k at row r, column c is `values[(r * width + c) * channels + k]`. In memory,
 * the rows and the columns are even in number; what lies beyond `rows` and `cols` is no part of the map.
 * @typedef {{values: Float32Array, rows: number, cols: number, width: number, channels: number}} Block
 */

/**
 * Weights in the order of torch.nn.Conv2d: (out, in, row, column).
 * @typedef {{weight: Float32Array, bias: Float32Array}} Weights
 *
 * 3 by 3 weights as 16 taps for each output and input: of the first kind for two outputs and input 0, for both and input 1,
 * and so on, then for the next two outputs; then those of the second kind.
 * @typedef {{inputs: number, outputs: number, bias: Float32Array, taps: Float64Array}} Kernels
 */

/** How many tiles of 2 by 2 outputs are computed together, for two channels: eight sums, which a processor keeps at hand. */
const TOGETHER = 4;

/** A map of zeros. @type {(rows: number, cols: number, channels: number) => Block} */
export function block(rows, cols, channels) {
  const width = even(cols);
  return { values: new Float32Array(even(rows) * width * channels), rows, cols, width, channels };
}

/** @type {(n: number) => number} */
const even = (n) => n + (n % 2);

/**
 * Return 3 by 3 weights in the order in which `convolve` reads them.
 * @param {Weights} weights of an even number of outputs
 * @returns {Kernels}
 */
export function arranged({ weight, bias }) {
  const outputs = bias.length;
  const inputs = weight.length / (9 * outputs);
  const taps = new Float64Array(16 * outputs * inputs);
  for (let k = 0; k < outputs * inputs; k += 1) {
    const [output, input] = [Math.floor(k / inputs), k % inputs];
    const first = 2 * (Math.floor(output / 2) * inputs + input) + (output % 2);
    const rows = [0, 1, 2].map((row) => fourOf(weight.subarray(9 * k + 3 * row, 9 * k + 3 * row + 3)));
    for (let col = 0; col < 4; col += 1) {
      fourOf(rows.map((row) => row[col])).forEach((tap, row) => (taps[(4 * row + col) * outputs * inputs + first] = tap));
    }
  }
  return { inputs, outputs, bias, taps };
}

/** The taps of three weights in a line. @type {(weights: ArrayLike<number>) => number[]} */
const fourOf = ({ 0: a, 1: b, 2: c }) => [a, (a + b + c) / 2, (a - b + c) / 2, c];

/**
 * What `convolve` writes between input and output for one row of tiles.
 * @typedef {{spread: Float64Array, products: Float64Array}} Scratch
 */

/** Return room for convolutions onto a map. @type {(output: Block, kernels: Kernels) => Scratch} */
export function scratchFor({ cols }, { inputs, outputs }) {
  const count = 16 * tilesOf(cols);
  return { spread: new Float64Array(count * inputs), products: new Float64Array(count * outputs) };
}

/** @type {(cols: number) => number} */
const tilesOf = (cols) => TOGETHER * Math.ceil(cols / 2 / TOGETHER);

/**
 * Fill a map with the sums of 3 by 3 kernels over another, bias included; no padding, and the kernels are not turned round.
 * @param {Block} output two rows and two columns smaller than the input
 * @param {Block} input @param {Kernels} kernels @param {Scratch} scratch of `scratchFor` this output
 */
export function convolve(output, input, kernels, scratch) {
  const tiles = output.width / 2;
  const room = tilesOf(output.cols);
  for (let row = 0; row < output.rows; row += 2) {
    spread(scratch.spread, input, row, tiles, room);
    multiply(scratch, kernels, tiles, room);
    collect(output, scratch.products, kernels.bias, row, tiles, room);
  }
}

/**
 * Write the 16 sums of the 4 by 4 inputs under each tile of a row; those of one kind stand together.
 * @type {(sums: Float64Array, input: Block, row: number, tiles: number, room: number) => void}
 */
function spread(sums, { values: x, width, channels: n }, row, tiles, room) {
  const line = width * n; // from a row of the inputs to the next
  const step = room * n; // from a kind of sum to the next
  for (let tile = 0; tile < tiles; tile += 1) {
    let p = row * line + 2 * tile * n;
    for (let k = tile * n; k < (tile + 1) * n; k += 1, p += 1) {
      for (let kind = k, q = p; q < p + 4 * n; q += n, kind += step) {
        const upper = x[q + line];
        const lower = x[q + 2 * line];
        sums[kind] = x[q] - lower;
        sums[kind + 4 * step] = upper + lower;
        sums[kind + 8 * step] = lower - upper;
        sums[kind + 12 * step] = upper - x[q + 3 * line];
      }
      for (let kind = k; kind < k + 16 * step; kind += 4 * step) {
        const left = sums[kind + step];
        const right = sums[kind + 2 * step];
        sums[kind] -= right;
        sums[kind + step] = left + right;
        sums[kind + 2 * step] = right - left;
        sums[kind + 3 * step] = left - sums[kind + 3 * step];
      }
    }
  }
}

/**
 * Write the products of sums and taps, added up over the inputs.
 * @type {(scratch: Scratch, kernels: Kernels, tiles: number, room: number) => void}
 */
function multiply({ spread: x, products }, { inputs: n, outputs, taps }, tiles, room) {
  for (let first = 0; first < 16 * outputs; first += 2) { // two outputs of one kind of sum
    const kind = Math.floor(first / outputs);
    for (let tile = 0; tile < tiles; tile += TOGETHER) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      let p = (kind * room + tile) * n;
      for (let q = first * n; q < (first + 2) * n; q += 2, p += 1) {
        const one = taps[q];
        const two = taps[q + 1];
        const r = x[p];
        const s = x[p + n];
        const t = x[p + 2 * n];
        const u = x[p + 3 * n];
        a += one * r;
        b += two * r;
        c += one * s;
        d += two * s;
        e += one * t;
        f += two * t;
        g += one * u;
        h += two * u;
      }
      const k = (kind * room + tile) * outputs + first - kind * outputs;
      products[k] = a;
      products[k + 1] = b;
      products[k + outputs] = c;
      products[k + outputs + 1] = d;
      products[k + 2 * outputs] = e;
      products[k + 2 * outputs + 1] = f;
      products[k + 3 * outputs] = g;
      products[k + 3 * outputs + 1] = h;
    }
  }
}

/**
 * Write the 2 by 2 outputs of each tile of a row from its 16 sums of products.
 * @type {(output: Block, products: Float64Array, bias: Float32Array, row: number, tiles: number, room: number) => void}
 */
function collect({ values, width, channels: n }, products, bias, row, tiles, room) {
  const step = room * n;
  for (let tile = 0; tile < tiles; tile += 1) {
    let p = (row * width + 2 * tile) * n;
    for (let channel = 0; channel < n; channel += 1, p += 1) {
      const k = tile * n + channel;
      for (let kind = k; kind < k + 16 * step; kind += 4 * step) {
        const left = products[kind + step];
        const right = products[kind + 2 * step];
        products[kind] += left + right;
        products[kind + step] = left - right - products[kind + 3 * step];
      }
      for (let kind = k, q = p; q <= p + n; q += n, kind += step) {
        const upper = products[kind + 4 * step];
        const lower = products[kind + 8 * step];
        values[q] = products[kind] + upper + lower + bias[channel];
        values[q + width * n] = upper - lower - products[kind + 12 * step] + bias[channel];
      }
    }
  }
}

/**
 * Apply PReLU to every channel: a sum below zero is multiplied by the slope of its channel.
 * @param {Block} output of the size of `sums` @param {Block} sums @param {ArrayLike<number>} slopes
 */
export function rectify(output, { values, channels }, slopes) {
  for (let channel = 0; channel < channels; channel += 1) {
    const slope = slopes[channel];
    for (let k = channel; k < values.length; k += channels) output.values[k] = values[k] > 0 ? values[k] : slope * values[k];
  }
}

/**
 * The largest and the smallest of every 2 by 2 values; at a last odd row or column, of those that are there.
 * @param {Block} sums
 * @returns {{high: Block, low: Block}}
 */
export function pooled({ values, rows, cols, width, channels: n }) {
  const [high, low] = [0, 1].map(() => block(Math.ceil(rows / 2), Math.ceil(cols / 2), n));
  for (let row = 0; row < high.rows; row += 1) {
    const down = 2 * row + 1 < rows ? width * n : 0;
    for (let col = 0; col < high.cols; col += 1) {
      const right = 2 * col + 1 < cols ? n : 0;
      let p = 2 * (row * width + col) * n;
      const first = (row * high.width + col) * n;
      for (let k = first; k < first + n; k += 1, p += 1) {
        const a = values[p];
        const b = values[p + right];
        const c = values[p + down];
        const d = values[p + down + right];
        high.values[k] = Math.max(a, b, c, d);
        low.values[k] = Math.min(a, b, c, d);
      }
    }
  }
  return { high, low };
}

/**
 * The largest of every 2 by 2 values after PReLU. However many values there are, PReLU is largest at their largest or at their
 * smallest: with a slope up to 1 it is convex, with a larger one it rises.
 * @param {Block} output of the size of `high` and `low` @param {{high: Block, low: Block}} sums of `pooled`
 * @param {ArrayLike<number>} slopes
 */
export function rectifyPooled(output, { high, low }, slopes) {
  const prelu = (sum, slope) => (sum > 0 ? sum : slope * sum);
  for (let channel = 0; channel < high.channels; channel += 1) {
    const slope = slopes[channel];
    for (let k = channel; k < high.values.length; k += high.channels) {
      output.values[k] = Math.max(prelu(high.values[k], slope), prelu(low.values[k], slope));
    }
  }
}
