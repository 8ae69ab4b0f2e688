import assert from "node:assert/strict";
import { test } from "node:test";

import {
  armPaths, armSlope, barsPath, beforePath, biasAfter, gripOf, negativeBins, numbersAt, plotBox, scales,
  slopeThrough, tick,
} from "../../static/controls/curve_geometry.js";
import { SETTINGS } from "../../static/core/catalog.js";

const [SLOPE, BIAS] = [SETTINGS.negative_slope.domain, SETTINGS.bias.domain];
const BOX = { left: 0, right: 200, top: 0, bottom: 120 }; // with limit 2: 50 px a unit across, 30 px a unit up
const bend = (activation, { slope = 0.25, bias = 0, limit = 2 } = {}) => ({
  activation, params: { negative_slope: slope }, bias, limit,
});
const points = (path) => path.split(/[ML]/).slice(1).map((pair) => pair.split(" ").map(Number));
const arms = (given) => armPaths(given, scales(BOX, given.limit)).map(points);

test("an arm is straight or none", () => {
  const slopes = { ReLU: 0, PReLU: -0.37, "Leaky ReLU": 0.01, "Absolute value": -1, Identity: 1 };
  for (const [name, slope] of Object.entries(slopes)) assert.equal(armSlope(name, { negative_slope: -0.37 }), slope, name);
  for (const name of ["ELU", "GELU", "SiLU", "Softplus", "Step"]) assert.equal(armSlope(name, {}), null, name);
});

test("straight arms have two points each and meet at minus the bias", () => {
  assert.deepEqual(arms(bend("ReLU")), [[[0, 60], [100, 60]], [[100, 60], [200, 0]]]);
  assert.deepEqual(arms(bend("ReLU", { bias: 1 })), [[[0, 60], [50, 60]], [[50, 60], [200, -30]]]);
  assert.deepEqual(arms(bend("PReLU", { slope: -0.5 }))[0], [[0, 30], [100, 60]]);
});

test("an arm that is out of the plot is not drawn", () => {
  assert.deepEqual(arms(bend("ReLU", { bias: 3 })), [[], [[0, 30], [200, -90]]]);
  assert.deepEqual(arms(bend("ReLU", { bias: -3 })), [[[0, 60], [200, 60]], []]);
});

test("a curve without straight arms has many points, on the curve", () => {
  const [left, right] = arms(bend("Softplus"));
  assert.equal(left.length + right.length, 80);
  const shown = [...left, ...right];
  for (const [x, y] of shown) assert.ok(Math.abs(y - (60 - 30 * Math.log1p(Math.exp(x / 50 - 2)))) < 0.1);
});

test("the step jumps at the level: its arms end at different heights", () => {
  const [left, right] = arms(bend("Step"));
  assert.deepEqual([left.at(-1), right[0]], [[100, 60], [100, 30]]);
});

test("what there was before goes on straight below the level", () => {
  const before = ({ bias, limit = 2 }) => points(beforePath(bend("ReLU", { bias, limit }), scales(BOX, limit)));
  assert.deepEqual(before({ bias: 1 }), [[0, 90], [50, 60]]);
  assert.deepEqual(before({ bias: 3 }), []);
  assert.deepEqual(before({ bias: -3 }), [[0, 210], [200, 90]]);
});

test("places and numbers are each other's inverse, and zero is in the middle", () => {
  const { x, y } = scales(BOX, 2);
  assert.deepEqual([x(-2), x(0), x(2), y(2), y(0), y(-2)], [0, 100, 200, 0, 60, 120]);
  assert.deepEqual(numbersAt({ x: x(0.7), y: y(-1.3) }, BOX, 2), { sum: 0.7000000000000002, value: -1.2999999999999998 });
});

test("no limit, however small, draws what is not a number", () => {
  for (const limit of [1e-44, 1e-6, 1e30]) {
    assert.doesNotMatch(armPaths(bend("PReLU", { bias: 1, limit }), scales(BOX, limit)).join(), /NaN|Infinity/);
  }
});

test("the plot fills the drawing but for its numbers and titles", () => {
  const box = plotBox({ width: 220, height: 170 }, 2);
  assert.ok(box.right - box.left > 170 && box.bottom - box.top > 100);
  assert.equal(plotBox({ width: 220, height: 270 }, 2).bottom, box.bottom + 100);
  assert.ok(plotBox({ width: 220, height: 170 }, 9).left > box.left, "long numbers get room");
});

test("the number at the axes has one digit and is within them", () => {
  assert.deepEqual([1, 3.2, 0.99, 10, 123, 0.001, 0.3].map(tick), [1, 3, 0.9, 10, 100, 0.001, 0.3]);
});

test("the tallest bar fills a third of the plot, a count of 1 is seen, none is not", () => {
  const heights = [...barsPath([0, 1, 500, 0], BOX).matchAll(/V([\d.]+)H/g)].map((found) => 120 - Number(found[1]));
  assert.deepEqual([heights[0], heights[2], heights[3]], [0, 40, 0]);
  assert.ok(heights[1] > 3 && heights[1] < 10);
});

test("the bins whose middle is negative once the bias is added", () => {
  const counted = (bias) => [-1, 0, 1].filter((middle) => middle + bias < 0).length; // 3 bins from -1.5 to 1.5
  for (const bias of [-4, -1.2, -1, -0.8, 0, 0.8, 1, 1.2, 4]) assert.equal(negativeBins(3, bias, 1.5), counted(bias), bias);
});

test("the grip stands at 60 % of the way along what is seen of the arm", () => {
  assert.deepEqual(gripOf(bend("Identity")), { sum: -1.2, value: -1.2, reach: 2 });
  assert.deepEqual(gripOf(bend("Absolute value", { bias: -1 })), { sum: -0.19999999999999996, value: 1.2, reach: 2 });
  const beyond = gripOf(bend("PReLU", { bias: -3, slope: 0.5 })); // seen from sum -1 to 2: the arm leaves at the foot
  assert.ok(Math.abs(beyond.sum - 0.2) < 1e-12 && Math.abs(beyond.value + 1.4) < 1e-12);
});

test("there is no grip where the arm is none or not in the plot", () => {
  assert.equal(gripOf(bend("GELU")), null);
  assert.equal(gripOf(bend("ReLU", { bias: 3 })), null);
  assert.equal(gripOf(bend("Identity", { bias: -4 })), null);
});

test("the arm goes through the pointer, in steps, within the domain", () => {
  const slope = (sum, value, bias = 0) => slopeThrough({ sum, value }, bias, 2, SLOPE);
  assert.equal(slope(-1, -0.333), 0.33);
  assert.equal(slope(-2, 0.5, 1), -0.5);
  assert.deepEqual([slope(-1, -9), slope(-1, 9)], [1.5, -1.5]);
});

test("the slope snaps to -1, 0 and 1", () => {
  const slope = (value) => slopeThrough({ sum: -1, value }, 0, 2, SLOPE);
  assert.deepEqual([0.02, -0.02, 0.98, -0.98].map(slope).map((found) => found + 0), [0, 0, -1, 1]);
  assert.deepEqual([0.03, -0.97].map(slope), [-0.03, 0.97]);
});

test("a pointer right of the kink bends the arm as one just left of it", () => {
  assert.equal(slopeThrough({ sum: 1, value: -0.08 }, 0, 2, SLOPE), 0.5);
});

test("a drag to the right lowers the bias by as much, in steps, within the domain", () => {
  assert.equal(biasAfter(0, 0.72, 2, BIAS), -0.7);
  assert.equal(biasAfter(1, -0.5, 2, BIAS), 1.5);
  assert.deepEqual([biasAfter(0, 9, 2, BIAS), biasAfter(0, -9, 2, BIAS)], [-4, 4]);
});

test("the bias snaps to 0, on no map by more than two steps", () => {
  assert.deepEqual([biasAfter(1, 0.95, 2, BIAS), biasAfter(1, 0.9, 2, BIAS)], [0, 0.1]);
  assert.equal(biasAfter(0, -0.5, 400, BIAS), 0.5);
});
