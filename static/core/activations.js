// Activation functions, number by number. Twin of explorer/core/activations.py.
//
// Zero belongs to the left branch, as in He et al. (2015), equations 1 and 3. No function here answers with a
// negative zero: `+ 0` turns it into 0.

import { ACTIVATION_ROWS } from "./catalog.js";
import { normalTail } from "./normal.js";

/** @typedef {Record<string, number>} Params  what an activation takes, by the name of the setting */
/** @typedef {(z: number, params?: Params) => number} Scalar */

/** @type {Scalar} */
export const identity = (z) => z + 0;

/** @type {Scalar} */
export const identityDerivative = () => 1;

/** Keep what is positive, make the rest 0. @type {Scalar} */
export const relu = (z) => (z > 0 ? z : 0);

/** @type {Scalar} */
export const reluDerivative = (z) => preluDerivative(z, { negative_slope: 0 });

/** Keep what is positive, scale the rest. @type {Scalar} */
export const prelu = (z, { negative_slope = 0.25 } = {}) => (z > 0 ? z : negative_slope * z + 0);

/** @type {Scalar} */
export const preluDerivative = (z, { negative_slope = 0.25 } = {}) => (z > 0 ? 1 : negative_slope);

/** Keep what is positive, let a hundredth of the rest through. @type {Scalar} */
export const leakyRelu = (z, { negative_slope = 0.01 } = {}) => prelu(z, { negative_slope });

/** @type {Scalar} */
export const leakyReluDerivative = (z, { negative_slope = 0.01 } = {}) => preluDerivative(z, { negative_slope });

/** Square what is positive, make the rest 0. @type {Scalar} */
export const reluSquared = (z) => relu(z) ** 2;

/** @type {Scalar} */
export const reluSquaredDerivative = (z) => 2 * relu(z);

/** Keep what is positive, bend the rest gently towards -1. @type {Scalar} */
export const elu = (z) => (z > 0 ? z : Math.expm1(z) + 0);

/** @type {Scalar} */
export const eluDerivative = (z) => (z > 0 ? 1 : Math.exp(z));

/** Weigh a number by the chance that a standard normal one is smaller. @type {Scalar} */
export const gelu = (z) => Math.max(z, 0) - Math.abs(z) * normalTail(Math.abs(z));

/** @type {Scalar} */
export function geluDerivative(z) {
  const tail = normalTail(Math.abs(z));
  return (z < 0 ? tail : 1 - tail) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** Weigh a number by its logistic sigmoid. @type {Scalar} */
export const silu = (z) => z * sigmoid(z) + 0;

/** @type {Scalar} */
export function siluDerivative(z) {
  const share = sigmoid(z);
  return share * (1 + z * (1 - share));
}

/** The logistic function. @type {Scalar} */
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** log(1 + exp(z)), whichever way z is large. @type {Scalar} */
export const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** @type {Scalar} */
export const absolute = (z) => Math.abs(z);

/** @type {Scalar} */
export const absoluteDerivative = (z) => preluDerivative(z, { negative_slope: -1 });

/** 1 where the number is positive, 0 elsewhere. @type {Scalar} */
export const step = (z) => (z > 0 ? 1 : 0);

/** @type {Scalar} */
export const stepDerivative = () => 0;

/** @typedef {{function: Scalar, derivative: Scalar}} Activation */

/** By the name in the menu. @type {Readonly<Record<string, Activation>>} */
export const ACTIVATIONS = Object.freeze({
  ReLU: { function: relu, derivative: reluDerivative },
  PReLU: { function: prelu, derivative: preluDerivative },
  "Leaky ReLU": { function: leakyRelu, derivative: leakyReluDerivative },
  ELU: { function: elu, derivative: eluDerivative },
  GELU: { function: gelu, derivative: geluDerivative },
  SiLU: { function: silu, derivative: siluDerivative },
  "ReLU²": { function: reluSquared, derivative: reluSquaredDerivative },
  Softplus: { function: softplus, derivative: sigmoid },
  "Absolute value": { function: absolute, derivative: absoluteDerivative },
  Step: { function: step, derivative: stepDerivative },
  Identity: { function: identity, derivative: identityDerivative },
});

/** Straight lines on both sides of zero: their left slope is all there is to compute. */
const STRAIGHT = ["ReLU", "PReLU", "Leaky ReLU", "Absolute value", "Identity"];

/**
 * The curved ones, value by value. Each has a loop of its own, into which an engine can put its function: with one loop for
 * all, every value is a call, which takes 2 ms more for 512 by 512. `+ 0` after rounding, so that none is a negative zero.
 * @type {Record<string, (z: Float32Array, a: Float32Array) => void>}
 */
const CURVED = {
  ELU: (z, a) => {
    for (let k = 0; k < z.length; k += 1) a[k] = Math.fround(elu(z[k])) + 0;
  },
  GELU: (z, a) => {
    for (let k = 0; k < z.length; k += 1) a[k] = Math.fround(gelu(z[k])) + 0;
  },
  SiLU: (z, a) => {
    for (let k = 0; k < z.length; k += 1) a[k] = Math.fround(silu(z[k])) + 0;
  },
  "ReLU²": (z, a) => {
    for (let k = 0; k < z.length; k += 1) {
      const kept = (z[k] + Math.abs(z[k])) * 0.5; // as in `scale`: no question that is guessed wrong
      a[k] = kept * kept;
    }
  },
  Softplus: (z, a) => {
    for (let k = 0; k < z.length; k += 1) a[k] = softplus(z[k]);
  },
  Step: (z, a) => {
    for (let k = 0; k < z.length; k += 1) a[k] = step(z[k]);
  },
};

/**
 * Apply an activation to every value of a map.
 * @param {string} name of ACTIVATIONS @param {Float32Array} values @param {Params} [params]
 * @param {Float32Array} [spare] receives the result if it is as long as the values
 * @returns {Float32Array} rounded once; the slope is rounded to float32 first
 * @throws {Error} if there is no such activation
 */
export function activate(name, values, params = {}, spare = undefined) {
  const { function: of, derivative } = named(name);
  const own = taken(name, params);
  const result = spare?.length === values.length ? spare : new Float32Array(values.length);
  if (STRAIGHT.includes(name)) scale(values, Math.fround(derivative(-1, own)), result);
  else if (name in CURVED) CURVED[name](values, result);
  else values.forEach((z, k) => (result[k] = Math.fround(of(z, own)) + 0));
  return result;
}

/**
 * Whether no value is larger in size after an activation than before it, as is known without looking at any.
 * @param {string} name @param {Params} [params]
 */
export function neverGrows(name, params = {}) {
  return STRAIGHT.includes(name) && Math.abs(named(name).derivative(-1, taken(name, params))) <= 1;
}

/**
 * Keep what is positive, scale the rest. (z + |z|) / 2 is exactly the positive part and (z - |z|) / 2 the rest; asking every
 * value for its sign takes five times as long, because the processor guesses every second answer wrong.
 * @type {(z: Float32Array, slope: number, a: Float32Array) => void}
 */
function scale(z, slope, a) {
  for (let k = 0; k < z.length; k += 1) {
    const size = Math.abs(z[k]);
    a[k] = (z[k] + size) * 0.5 + Math.fround(slope * ((z[k] - size) * 0.5));
  }
}

/**
 * How steep an activation is just left and just right of zero.
 * @param {string} name @param {Params} [params]
 * @returns {[number, number]}
 */
export function slopesAtZero(name, params = {}) {
  const { derivative } = named(name);
  return [derivative(-Number.MIN_VALUE, taken(name, params)), derivative(Number.MIN_VALUE, taken(name, params))];
}

/**
 * What breaks at zero: the jump of the height and of the slope, from just left of it to just right.
 * @param {string} name @param {Params} [params]
 * @returns {[number, number]} below 1e-6 they count as 0
 */
export function corner(name, params = {}) {
  const { function: of } = named(name);
  const [left, right] = slopesAtZero(name, params);
  const height = of(Number.MIN_VALUE, taken(name, params)) - of(-Number.MIN_VALUE, taken(name, params));
  const slope = right - left;
  return [Math.abs(height) > 1e-6 ? height : 0, Math.abs(slope) > 1e-6 ? slope : 0];
}

/**
 * An activation at zero, which belongs to the left branch, and just right of it.
 * @param {string} name @param {Params} [params]
 * @returns {[number, number]}
 */
export function valuesAtZero(name, params = {}) {
  const value = named(name).function(0, taken(name, params));
  return [value, value + corner(name, params)[0]];
}

/** @type {(name: string) => Activation} */
export function named(name) {
  if (Object.hasOwn(ACTIVATIONS, name)) return ACTIVATIONS[name];
  const known = ACTIVATION_ROWS.map((row) => row.name).join(", ");
  throw new Error(`There is no activation called '${name}'. Choose one of: ${known}.`);
}

/** What of the parameters this activation takes. @type {(name: string, params: Params) => Params} */
function taken(name, params) {
  const { takes } = ACTIVATION_ROWS.find((row) => row.name === name);
  return Object.fromEntries(takes.filter((field) => field in params).map((field) => [field, params[field]]));
}
