import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, scales, stroke } from "../../static/widgets/predict.js";

test("a stroke overwrites what it passes, in either direction, and nothing else", () => {
  const [a, b] = [{ at: 1, value: 0 }, { at: 3, value: 2 }];
  assert.deepEqual(stroke([9, 9, 9, 9, 9], a, b), [9, 0, 1, 2, 9]);
  assert.deepEqual(stroke([9, 9, 9, 9, 9], b, a), [9, 0, 1, 2, 9]);
  assert.deepEqual(stroke([9, 9], { at: 1, value: 4 }, { at: 1, value: 4 }), [9, 4]);
});

test("places left out lie on straight lines, and the ends go on level", () => {
  assert.deepEqual(filled([null, 1, null, 3, null]), [1, 1, 2, 3, 3]);
  assert.deepEqual(filled([2, null, null, -1]), [2, 1, 0, -1]);
  assert.equal(filled([null, null]), null);
});

test("the scales lead there and back, and nothing is drawn out of range", () => {
  const scale = scales(64, 4, 800, 260);
  assert.equal(scale.at(scale.x(17)), 17);
  assert.ok(Math.abs(scale.value(scale.y(-1.5)) + 1.5) < 1e-9);
  assert.deepEqual([scale.at(-50), scale.at(5000), scale.value(-50), scale.value(5000)], [0, 63, 4, -4]);
});
