// One unit in training, with ReLU and with a leak. Twin of UNIT in explorer/lessons/dead_units.py.

import { prelu } from "../core/activations.js";
import { number, short } from "../core/notation.js";
import { rint } from "../core/numbers.js";
import { line, plot, words } from "./parts.js";

/**
 * What became of a unit: half its mean squared error before each step and after the last, and at the end its weight, its bias
 * and the larger of the two gradients without its sign; the step at which it died, -1 if it did not.
 * @typedef {{weight: number, bias: number, errors: number[], gradient: number, diedAt: number}} Training
 */

const TARGET_WEIGHT = 2;
const TARGET_BIAS = 0.5;
const RAN_AWAY = 1e12;
const FINE = 2 ** 24;
const LEAK = 0.01;
const STEPS = 2000;
const RATES = [0.1, 1, 5, 20];
const LEAKY = `leaky ReLU (${LEAK})`;

/** @param {{bias: number, rate: number}} values  the rate by its place @param {{x: Float32Array}} data */
export function show({ bias, rate }, { x }) {
  const [dry, leaky] = [0, LEAK].map((slope) => train(x, bias, slope, RATES[rate]));
  return [
    [words(reluFate(dry, x.length)), words(leakyFate(leaky))],
    [errorPlot(dry, leaky), answerPlot(dry, leaky)],
  ];
}

/**
 * Gradient descent from a weight of 1. Each step is rounded as in Python, so that both take the same steps.
 * @param {Float32Array} x @param {number} bias @param {number} slope @param {number} rate @returns {Training}
 */
function train(x, bias, slope, rate) {
  const run = { weight: 1, bias, errors: [], gradient: 0, diedAt: -1 };
  for (let step = 0; step <= STEPS; step += 1) {
    const { error, ofWeight, ofBias, active } = slopes(x, run.weight, run.bias, slope);
    run.errors.push(error);
    run.gradient = Math.max(Math.abs(ofWeight), Math.abs(ofBias));
    if (slope === 0 && active === 0 && run.diedAt < 0) run.diedAt = step;
    if (error > RAN_AWAY || step === STEPS) break;
    run.weight -= rint(rate * ofWeight * FINE) / FINE;
    run.bias -= rint(rate * ofBias * FINE) / FINE;
  }
  return run;
}

/**
 * The error of a unit, its gradient, and how many examples reach it.
 * @param {Float32Array} x @param {number} weight @param {number} bias @param {number} slope
 */
function slopes(x, weight, bias, slope) {
  let [error, ofWeight, ofBias, active] = [0, 0, 0, 0];
  for (let k = 0; k < x.length; k += 1) {
    const z = weight * x[k] + bias;
    const isActive = z > 0;
    const left = (isActive ? z : slope * z) - (TARGET_WEIGHT * x[k] + TARGET_BIAS);
    const flow = isActive ? left : slope * left;
    error += left * left;
    ofWeight += flow * x[k];
    ofBias += flow;
    if (isActive) active += 1;
  }
  const count = x.length;
  return { error: error / count / 2, ofWeight: ofWeight / count, ofBias: ofBias / count, active };
}

/** @type {(run: Training, count: number) => string} */
function reluFate({ errors, gradient, diedAt }, count) {
  if (diedAt < 0) return `**ReLU**: learns. Error at the end: ${tiny(errors.at(-1))}.`;
  const when = diedAt === 0 ? "dead from the start" : `dead after step ${diedAt}`;
  return (
    `**ReLU**: ${when}. It answers 0 to all ${count} examples. Its gradient is ${short(gradient)}, so nothing ` +
    `moves it any more, and its error stays ${number(errors.at(-1))}.`
  );
}

/** @type {(run: Training) => string} */
function leakyFate({ errors, gradient }) {
  const [first, last] = [errors[0], errors.at(-1)];
  if (last > RAN_AWAY) return "**Leaky ReLU**: the steps are so large that the error grows without end.";
  if (last < first / 100) return `**Leaky ReLU**: learns. Error at the end: ${tiny(last)}.`;
  return (
    `**Leaky ReLU**: not dead (its gradient is ${short(gradient, 2)}), but error ${number(last)} is left: a ` +
    "leak does not mend steps that are too large."
  );
}

/** @type {(error: number) => string} */
const tiny = (error) => (error < 1e-6 ? "less than 0.000001" : number(error, 6));

/** @type {(dry: Training, leaky: Training) => import("./parts.js").Part} */
function errorPlot({ errors: dry }, { errors: leaky }) {
  const ceiling = 1.5 * Math.max(dry[0], leaky[0], dry.at(-1));
  const steps = (errors) => errors.map((_, k) => k);
  return plot([line("ReLU", steps(dry), dry), line(LEAKY, steps(leaky), leaky, "before")], {
    x: "step",
    y: "half the mean squared error",
    alt: `The error over the steps of training. ReLU ends at ${short(dry.at(-1))}, leaky ReLU at ${short(leaky.at(-1))}.`,
    yRange: [-0.03 * ceiling, ceiling],
    height: 320,
  });
}

/** @type {(dry: Training, leaky: Training) => import("./parts.js").Part} */
function answerPlot(dry, leaky) {
  const x = Array.from({ length: 21 }, (_, k) => k / 20);
  const answers = ({ weight, bias }, slope) => x.map((place) => prelu(weight * place + bias, { negative_slope: slope }));
  const lines = [
    line("wanted", x, x.map((place) => TARGET_WEIGHT * place + TARGET_BIAS), "marks"),
    line("ReLU", x, answers(dry, 0)),
    line(LEAKY, x, answers(leaky, LEAK), "before"),
  ];
  const dead = dry.diedAt < 0 ? "" : " The answer of the unit with ReLU is 0 everywhere.";
  return plot(lines, {
    x: "input",
    y: "answer after training",
    alt: `What is wanted of the unit is a straight line that rises.${dead}`,
    yRange: [-0.6, 3],
    height: 320,
  });
}
