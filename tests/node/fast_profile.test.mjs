import assert from "node:assert/strict";
import { test } from "node:test";

import { scales, svgPath } from "../../static/scope/fast_profile.js";

const LAYOUT = {
  xaxis: { range: [-0.5, 9.5] },
  yaxis: { range: [0, 1], domain: [0.75, 1] },
  yaxis2: { range: [-4, 4], domain: [0, 0.5] },
};

test("a value is placed within its own plot, the first on the left and the highest above", () => {
  const { x, y, y2 } = scales(LAYOUT, { w: 100, h: 200 });
  assert.deepEqual([-0.5, 4.5, 9.5].map(x), [0, 50, 100]);
  assert.deepEqual([0, 1].map(y), [50, 0]);
  assert.deepEqual([-4, 0, 4].map(y2), [100, 50, 0]);
});

test("a path goes from point to point, and the pen is lifted where there is none", () => {
  const half = (value) => value / 2;
  assert.equal(svgPath([0, 2, null, 4, 6], [1, 3, null, 5, 7], half, half), "M0,0.5L1,1.5M2,2.5L3,3.5");
});

test("no points are no path", () => {
  assert.equal(svgPath([], [], Number, Number), "");
});
