import assert from "node:assert/strict";
import { test } from "node:test";

import { GREY } from "../../static/core/paint.js";
import { colours, framed, ink } from "../../static/widgets/cells.js";

test("a cell has the colour of its value, and none where there is no value", () => {
  const bytes = colours(Float32Array.of(0, NaN, 1), GREY, [0, 1]);
  assert.deepEqual([...bytes.subarray(0, 4), ...bytes.subarray(8)], [0, 0, 0, 255, 255, 255, 255, 255]);
  assert.equal(bytes[7], 0);
});

test("words are white on dark cells and black on light ones", () => {
  const bytes = [0, 0, 0, 255, 255, 255, 255, 255, 47, 111, 196, 255, 237, 115, 60, 255];
  assert.deepEqual([0, 1, 2, 3].map((k) => ink(bytes, k)), ["#fff", "#000", "#fff", "#000"]);
});

test("a frame lies on its cells", () => {
  assert.deepEqual(framed([1, 2, 3], 5, 10), { left: "20%", top: "20%", width: "30%", height: "60%" });
});
