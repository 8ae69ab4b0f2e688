import assert from "node:assert/strict";
import { test } from "node:test";

import { toStep } from "../../static/controls/steps.js";

const SLOPE = { low: -1, high: 1, step: 0.01 };

test("a value goes to the nearest step, written without the dust of the sum", () => {
  assert.deepEqual([0.344, 0.346, -0.29, 0.07].map((value) => toStep(value, SLOPE)), [0.34, 0.35, -0.29, 0.07]);
  assert.equal(toStep(-3.949, { low: -4, high: 4, step: 0.05 }), -3.95);
});

test("a value beyond an end goes to the end", () => {
  assert.deepEqual([-7, 7].map((value) => toStep(value, SLOPE)), [-1, 1]);
});

test("no step is beyond the upper end, and zero has no sign", () => {
  assert.deepEqual([5, 9, 11].map((value) => toStep(value, { low: 0, high: 11, step: 4 })), [4, 8, 11]);
  assert.ok(Object.is(toStep(-0.001, SLOPE), 0));
});
