// Layers that take and give several maps: the convolution, PReLU and pooling of explorer/networks/forward.py.
//
// The values of all channels stand together place by place, so that a sum of products runs over memory in order. A 3 by 3
// convolution makes a tile of 4 by 4 outputs at a time by minimal filtering (Lavin and Gray, arXiv:1509.09308, section 4): 36
// products an input channel instead of 144, with sums of inputs before and sums of products after. All sums are float64.

/**
 * A picture or map of several channels: channel k at row r, column c is `values[(r * width + c) * channels + k]`. What lies in
 * memory beyond `rows` and `cols` is no part of the map: it lets the last tiles reach beyond the border.
 * @typedef {{values: Float32Array, rows: number, cols: number, width: number, channels: number}} Block
 */

/**
 * Weights in the order of torch.nn.Conv2d: (out, in, row, column).
 * @typedef {{weight: Float32Array, bias: Float32Array}} Weights
 *
 * 3 by 3 weights as 36 taps for each output and input: of the first kind for four outputs and input 0, for these and input 1,
 * and so on, then for the next four outputs; then those of the second kind. `lanes` are the outputs up to a multiple of four.
 * @typedef {{inputs: number, outputs: number, lanes: number, bias: Float32Array, taps: Float64Array}} Kernels
 */

/** How many tiles are computed together, for four outputs: eight sums, which a processor keeps at hand. */
const TOGETHER = 2;

/** A map of zeros. @type {(rows: number, cols: number, channels: number) => Block} */
export function block(rows, cols, channels) {
  const width = reach(cols);
  return { values: new Float32Array(reach(rows) * width * channels), rows, cols, width, channels };
}

/** How far tiles reach that cover a side, and what is read for them. @type {(n: number) => number} */
const reach = (n) => 4 * Math.ceil(n / 4) + 2;

/**
 * Return 3 by 3 weights in the order in which `convolve` reads them.
 * @param {Weights} weights
 * @returns {Kernels}
 */
export function arranged({ weight, bias }) {
  const outputs = bias.length;
  const inputs = weight.length / (9 * outputs);
  const lanes = 4 * Math.ceil(outputs / 4);
  const taps = new Float64Array(36 * lanes * inputs);
  for (let k = 0; k < outputs * inputs; k += 1) {
    const [output, input] = [Math.floor(k / inputs), k % inputs];
    const first = 4 * (Math.floor(output / 4) * inputs + input) + (output % 4);
    const rows = [0, 1, 2].map((row) => tapsOf(weight.subarray(9 * k + 3 * row, 9 * k + 3 * row + 3)));
    for (let col = 0; col < 6; col += 1) {
      tapsOf(rows.map((row) => row[col])).forEach((tap, row) => (taps[(6 * row + col) * lanes * inputs + first] = tap));
    }
  }
  return { inputs, outputs, lanes, bias, taps };
}

/** The taps of three weights in a line. @type {(weights: ArrayLike<number>) => number[]} */
function tapsOf({ 0: a, 1: b, 2: c }) {
  const [even, far] = [a + c, a + 4 * c]; // of a + b t + c t² at t = 1, −1, 2 and −2
  return [a / 4, -(even + b) / 6, -(even - b) / 6, (far + 2 * b) / 24, (far - 2 * b) / 24, c];
}

/**
 * What `convolve` writes between input and output for one row of tiles.
 * @typedef {{spread: Float64Array, products: Float64Array}} Scratch
 */

/** Return room for convolutions onto a map. @type {(output: Block, kernels: Kernels) => Scratch} */
export function scratchFor({ cols }, { inputs, lanes }) {
  const count = 36 * roomFor(cols);
  return { spread: new Float64Array(count * inputs), products: new Float64Array(count * lanes) };
}

/** The tiles of a row, up to a multiple of those that are computed together. @type {(cols: number) => number} */
const roomFor = (cols) => TOGETHER * Math.ceil(cols / 4 / TOGETHER);

/**
 * Fill a map with the sums of 3 by 3 kernels over another, bias included; no padding, and the kernels are not turned round.
 * @param {Block} output two rows and two columns smaller than the input
 * @param {Block} input @param {Kernels} kernels @param {Scratch} scratch of `scratchFor` this output
 */
export function convolve(output, input, kernels, scratch) {
  const tiles = Math.ceil(output.cols / 4);
  const room = roomFor(output.cols);
  for (let row = 0; row < output.rows; row += 4) {
    spread(scratch.spread, input, row, tiles, room);
    multiply(scratch, kernels, room);
    collect(output, scratch.products, kernels, row, tiles, room);
  }
}

/**
 * Write the 36 sums of the 6 by 6 inputs under each tile of a row, down and then across; those of one kind stand together.
 * @type {(sums: Float64Array, input: Block, row: number, tiles: number, room: number) => void}
 */
function spread(sums, { values: x, width, channels: n }, row, tiles, room) {
  const line = width * n; // from a row of the inputs to the next
  const step = room * n; // from a kind of sum to the next
  for (let tile = 0; tile < tiles; tile += 1) {
    let p = row * line + 4 * tile * n;
    for (let k = tile * n; k < (tile + 1) * n; k += 1, p += 1) {
      for (let kind = k, q = p; q < p + 6 * n; q += n, kind += step) {
        const a = x[q + line];
        const b = x[q + 2 * line];
        const c = x[q + 3 * line];
        const d = x[q + 4 * line];
        sums[kind] = 4 * x[q] - 5 * b + d;
        sums[kind + 6 * step] = d - 4 * b + (c - 4 * a);
        sums[kind + 12 * step] = d - 4 * b - (c - 4 * a);
        sums[kind + 18 * step] = d - b + 2 * (c - a);
        sums[kind + 24 * step] = d - b - 2 * (c - a);
        sums[kind + 30 * step] = 4 * a - 5 * c + x[q + 5 * line];
      }
      for (let kind = k; kind < k + 36 * step; kind += 6 * step) {
        const a = sums[kind + step];
        const b = sums[kind + 2 * step];
        const c = sums[kind + 3 * step];
        const d = sums[kind + 4 * step];
        sums[kind] = 4 * sums[kind] - 5 * b + d;
        sums[kind + step] = d - 4 * b + (c - 4 * a);
        sums[kind + 2 * step] = d - 4 * b - (c - 4 * a);
        sums[kind + 3 * step] = d - b + 2 * (c - a);
        sums[kind + 4 * step] = d - b - 2 * (c - a);
        sums[kind + 5 * step] += 4 * a - 5 * c;
      }
    }
  }
}

/**
 * Write the products of sums and taps, added up over the inputs.
 * @type {(scratch: Scratch, kernels: Kernels, room: number) => void}
 */
function multiply({ spread: x, products }, { inputs: n, lanes, taps }, room) {
  for (let first = 0; first < 36 * lanes; first += 4) { // four outputs of one kind of sum
    const kind = Math.floor(first / lanes);
    for (let tile = kind * room; tile < (kind + 1) * room; tile += TOGETHER) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      for (let p = tile * n, q = first * n; q < (first + 4) * n; p += 1, q += 4) {
        const left = x[p];
        const right = x[p + n];
        const r = taps[q];
        const s = taps[q + 1];
        const t = taps[q + 2];
        const u = taps[q + 3];
        a += r * left;
        b += s * left;
        c += t * left;
        d += u * left;
        e += r * right;
        f += s * right;
        g += t * right;
        h += u * right;
      }
      const k = (tile - kind) * lanes + first;
      products[k] = a;
      products[k + 1] = b;
      products[k + 2] = c;
      products[k + 3] = d;
      products[k + lanes] = e;
      products[k + lanes + 1] = f;
      products[k + lanes + 2] = g;
      products[k + lanes + 3] = h;
    }
  }
}

/**
 * Write the 4 by 4 outputs of each tile of a row from its 36 sums of products, across and then down.
 * @type {(output: Block, products: Float64Array, kernels: Kernels, row: number, tiles: number, room: number) => void}
 */
function collect({ values, width, channels: n }, products, { bias, lanes }, row, tiles, room) {
  const line = width * n; // from a row of the outputs to the next
  const step = room * lanes; // from a kind of product to the next
  for (let tile = 0; tile < tiles; tile += 1) {
    let p = (row * width + 4 * tile) * n;
    for (let channel = 0; channel < n; channel += 1, p += 1) {
      const k = tile * lanes + channel;
      for (let kind = k; kind < k + 36 * step; kind += 6 * step) {
        const a = products[kind + step];
        const b = products[kind + 2 * step];
        const c = products[kind + 3 * step];
        const d = products[kind + 4 * step];
        products[kind] += a + b + c + d;
        products[kind + step] = a - b + 2 * (c - d);
        products[kind + 2 * step] = a + b + 4 * (c + d);
        products[kind + 3 * step] = a - b + 8 * (c - d) + products[kind + 5 * step];
      }
      for (let kind = k, q = p; q < p + 4 * n; q += n, kind += step) {
        const a = products[kind + 6 * step];
        const b = products[kind + 12 * step];
        const c = products[kind + 18 * step];
        const d = products[kind + 24 * step];
        values[q] = bias[channel] + products[kind] + a + b + c + d;
        values[q + line] = bias[channel] + a - b + 2 * (c - d);
        values[q + 2 * line] = bias[channel] + a + b + 4 * (c + d);
        values[q + 3 * line] = bias[channel] + a - b + 8 * (c - d) + products[kind + 30 * step];
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
