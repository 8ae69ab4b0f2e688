import assert from "node:assert/strict";
import { test } from "node:test";

import { follower } from "../../static/controls/curve_drag.js";
import { SETTINGS } from "../../static/core/catalog.js";

const RANGES = { slope: SETTINGS.negative_slope.domain, bias: SETTINGS.bias.domain };
const RELU = { slope: 0, bias: 0, limit: 2 };

test("the arm stays under the pointer where it was grabbed, not on its line", () => {
  const slopeAt = follower(true, { sum: -1, value: 0.2 }, RELU, RANGES);
  assert.equal(slopeAt({ sum: -1, value: 0.2 }), 0);
  assert.equal(slopeAt({ sum: -1, value: -0.3 }), 0.5);
});

test("an arm that is bent already goes on from its slope", () => {
  const slopeAt = follower(true, { sum: -2, value: 0.5 }, { slope: -0.5, bias: 1, limit: 2 }, RANGES);
  assert.equal(slopeAt({ sum: -2, value: 0.5 }), -0.5);
  assert.equal(slopeAt({ sum: -2, value: -0.25 }), 0.25);
});

test("the curve shifts by as much as the pointer moves sideways, wherever it was grabbed", () => {
  const biasAt = follower(false, { sum: 1.3, value: 0.9 }, { slope: null, bias: 0.5, limit: 2 }, RANGES);
  assert.equal(biasAt({ sum: 1.3, value: -1 }), 0.5);
  assert.equal(biasAt({ sum: 1.8, value: 0.9 }), 0);
  assert.equal(biasAt({ sum: 0.3, value: 0.9 }), 1.5);
});
