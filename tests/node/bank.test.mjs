// What the cards of the filter bank compute: run with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

import { placeAt, shade } from "../../static/widgets/bank.js";

const BOX = { left: 100, top: 50, width: 128, height: 64 };

test("a press is on the value under it", () => {
  assert.deepEqual(placeAt({ clientX: 100, clientY: 50 }, BOX, [32, 64]), [0, 0]);
  assert.deepEqual(placeAt({ clientX: 103, clientY: 53 }, BOX, [32, 64]), [1, 1]);
});

test("a press on the border or beyond it is on the last value", () => {
  assert.deepEqual(placeAt({ clientX: 228, clientY: 114 }, BOX, [32, 64]), [31, 63]);
  assert.deepEqual(placeAt({ clientX: 90, clientY: 40 }, BOX, [32, 64]), [0, 0]);
});

test("a tile is as dark as its weight is large, sign aside", () => {
  assert.equal(shade([1, -4, 2], 1), 1);
  assert.equal(shade([1, -4, 2], 2), 0.5);
  assert.equal(shade([0, 0, 0], 1), 0);
});
