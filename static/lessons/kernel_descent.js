// One kernel with ReLU, learned by gradient descent, with and without its gate. Twin of explorer/lessons/kernel_descent.py.

import { largest } from "../core/arrays.js";
import { number, percent } from "../core/notation.js";
import { clamp, rint } from "../core/numbers.js";
import { line, mapImage, maps, plot, table, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {{picture: Map, mean: number, target: Map, wanted: Float32Array, largest_rate: number}} Task */
/** One descent: the weights, the error and the share of sums above 0, before each step and after the last. */
/** @typedef {{weights: Float64Array[], errors: Float64Array, alive: Float64Array}} Run */
/** Weights and bias with a title. @typedef {[string, ArrayLike<number>]} End */

const STEPS = 200;
const PLACES = ["Top left", "Top", "Top right", "Left", "Middle", "Right", "Bottom left", "Bottom", "Bottom right", "Bias"];
const NOISE = 1e-9;
/** Parts of 1 in which errors are counted. */
const FINE = 1e9;
/** The axis of errors ends here or higher: at 1 a unit answers 0 everywhere. */
const LEAST_TOP = 1.55;

/** @param {{step: number, bias: number, rate: number}} values @param {Task} given */
export function show({ step, bias, rate }, given) {
  const seen = inputs(given.picture, given.mean);
  const [free, held] = runs(given, seen, bias, rate);
  /** @type {End[]} */
  const ends = [
    ["Wanted", given.wanted],
    ["True gradient", free.weights[step]],
    ["Gate held open", held.weights[step]],
  ];
  return [
    [words(trueFate(free, step)), words(openFate(held, step))],
    [answers(given, seen, ends), tiles(ends)],
    [errorPlot(free, held, step), weightTable(ends)],
  ];
}

/**
 * What each weight is multiplied by: a row a weight, the last for the bias, a column a pixel.
 * @param {Map} picture @param {number} mean
 */
function inputs({ values, rows, cols }, mean) {
  return Array.from({ length: PLACES.length }, (_, k) => {
    const row = new Float64Array(rows * cols).fill(1);
    if (k === PLACES.length - 1) return row;
    const [down, right] = [Math.floor(k / 3) - 1, (k % 3) - 1];
    for (let r = 0, n = 0; r < rows; r += 1) {
      const from = clamp(r + down, 0, rows - 1) * cols;
      for (let c = 0; c < cols; c += 1, n += 1) row[n] = values[from + clamp(c + right, 0, cols - 1)] - mean;
    }
    return row;
  });
}

/** What no sum is told from 0 by: it may be rounding. @param {ArrayLike<number>} weights */
const noise = (weights) => NOISE * Array.from(weights).reduce((sum, weight) => sum + Math.abs(weight), 0);

/** The answer at each pixel. @param {ArrayLike<number>} weights @param {Float64Array[]} seen */
function answer(weights, seen) {
  const limit = noise(weights);
  return Float32Array.from(seen[0], (_, n) => {
    const z = seen.reduce((sum, row, k) => sum + weights[k] * row[n], 0);
    return z > limit ? z : 0;
  });
}

/**
 * Both descents, without and with the gate held open; kept for the task until they start or step otherwise.
 * @param {Task} given @param {Float64Array[]} seen @param {number} bias @param {number} rate @returns {Run[]}
 */
function runs(given, seen, bias, rate) {
  const name = `${bias} ${rate}`;
  if (kept.get(given)?.name !== name) {
    kept.set(given, { name, both: [false, true].map((isOpen) => descend(given, seen, { bias, rate, isOpen })) });
  }
  return kept.get(given).both;
}

/** @type {WeakMap<Task, {name: string, both: Run[]}>} */
const kept = new WeakMap();

/** @param {Task} given @param {Float64Array[]} seen @param {{bias: number, rate: number, isOpen: boolean}} how @returns {Run} */
function descend({ target, largest_rate: largestRate }, seen, { bias, rate, isOpen }) {
  const strength = target.values.reduce((sum, value) => sum + value ** 2, 0);
  const weights = [Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0, bias)];
  const [errors, alive] = [new Float64Array(STEPS + 1), new Float64Array(STEPS + 1)];
  for (let step = 0; step <= STEPS; step += 1) {
    const state = slopes(weights[step], seen, target.values, isOpen);
    errors[step] = rint((state.error / strength) * FINE) / FINE;
    alive[step] = state.alive / target.values.length;
    weights.push(weights[step].map((weight, k) => weight - rate * largestRate * state.gradient[k]));
  }
  return { weights, errors, alive };
}

/**
 * The gradient, the sum of all squared errors, and how many sums are above 0; in one loop, which a hand waits for.
 * @param {Float64Array} weights @param {Float64Array[]} seen @param {Float32Array} target @param {boolean} isOpen
 */
function slopes(weights, seen, target, isOpen) {
  const [a, b, c, d, e, f, g, h, i, bias] = weights;
  const [p, q, r, s, t, u, v, w, x] = seen;
  const limit = noise(weights);
  let da = 0, db = 0, dc = 0, dd = 0, de = 0, df = 0, dg = 0, dh = 0, di = 0; // taken out of an array they are slow
  let all = 0, error = 0, alive = 0;
  for (let n = 0; n < target.length; n += 1) {
    const z = a * p[n] + b * q[n] + c * r[n] + d * s[n] + e * t[n] + f * u[n] + g * v[n] + h * w[n] + i * x[n] + bias;
    const isAlive = z > limit;
    const hint = (isAlive ? z : 0) - target[n];
    error += hint * hint;
    if (isAlive) alive += 1;
    else if (!isOpen) continue;
    da += hint * p[n];
    db += hint * q[n];
    dc += hint * r[n];
    dd += hint * s[n];
    de += hint * t[n];
    df += hint * u[n];
    dg += hint * v[n];
    dh += hint * w[n];
    di += hint * x[n];
    all += hint;
  }
  return { gradient: [da, db, dc, dd, de, df, dg, dh, di, all].map((sum) => sum / target.length), error, alive };
}

/** @param {Run} run @param {number} step */
function trueFate(run, step) {
  const error = errorText(run, step);
  if (run.alive[step]) {
    return `**True gradient**, step ${step}: the gate is open at ${percent(run.alive[step])} of the pixels. ${error}`;
  }
  const since = run.alive.indexOf(0);
  const when = since === 0 ? "from the start" : `since step ${since}`;
  return (
    `**True gradient**, step ${step}: the unit is dead ${when}. It answers 0 at every pixel. Every gate ` +
    `is shut, so nothing comes back, and it never changes again. ${error}`
  );
}

/** @param {Run} run @param {number} step */
function openFate(run, step) {
  return (
    `**Gate held open**, step ${step}: everything comes back. The unit answers more than 0 at ` +
    `${percent(run.alive[step])} of the pixels. ${errorText(run, step)}`
  );
}

/** The error at a step, and how it has changed since the start. @param {Run} run @param {number} step */
function errorText({ errors }, step) {
  const [first, now] = [small(errors[0]), small(errors[step])];
  if (step === 0) return `Error ${now}.`;
  if (first === now) return `Error ${now}, as at the start.`;
  return `Error ${now}, ${errors[step] < errors[0] ? "down" : "up"} from ${first}.`;
}

/** @type {(error: number) => string} */
function small(error) {
  if (error >= 1000) return Math.round(error).toLocaleString("en");
  return error > 0 && error < 0.001 ? "less than 0.001" : number(error);
}

/** @param {Task} given @param {Float64Array[]} seen @param {End[]} ends */
function answers({ target }, seen, [[title], ...learned]) {
  const images = learned.map(([name, weights]) =>
    mapImage(`${name}: the map`, { ...target, values: answer(weights, seen) }),
  );
  const limit = target.values.reduce((most, value) => Math.max(most, value), 0);
  return maps([mapImage(`${title}: the map`, target), ...images], { limit });
}

/** @param {End[]} ends */
function tiles(ends) {
  const kernel = (weights) => ({ values: Float32Array.from(weights).subarray(0, 9), rows: 3, cols: 3 });
  const limit = largest(kernel(ends[0][1]).values);
  return maps(
    ends.map(([title, weights]) => mapImage(`${title}: the kernel`, kernel(weights))),
    { limit: limit || 1 },
  );
}

/** @param {Run} free @param {Run} held @param {number} step */
function errorPlot(free, held, step) {
  const steps = Float64Array.from({ length: STEPS + 1 }, (_, k) => k);
  const [one, other] = [free, held].map(({ errors }) => small(errors[STEPS]));
  const top = Math.max(LEAST_TOP, 1.05 * Math.max(...free.errors, ...held.errors));
  const lines = [
    line("true gradient", steps, free.errors),
    line("gate held open", steps, held.errors, "before"),
    line("this step", [step, step], [free.errors[step], held.errors[step]], "points"),
  ];
  return plot(lines, {
    x: "step",
    y: "error",
    alt:
      `The error over ${STEPS} steps. With the true gradient it ends at ${one}, with the gate held ` +
      `open at ${other}.`,
    xRange: [-4, STEPS + 4],
    yRange: [-0.03 * top, top],
  });
}

/** @param {End[]} ends */
function weightTable(ends) {
  const rows = PLACES.map((place, k) => [place, ...ends.map(([, weights]) => number(weights[k], 2))]);
  return table(["Weight", ...ends.map(([title]) => title)], rows);
}
