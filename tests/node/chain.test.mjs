import assert from "node:assert/strict";
import { test } from "node:test";

import { curvePath } from "../../static/workbench/chain.js";

/** The places of a path, from the value -2 at the left and at the bottom. */
const places = (path) => path.slice(1).split("L").map((pair) => pair.split(" ").map(Number)).map(([x, y]) => [x - 2, 2 - y]);
const at = (path, z) => places(path).find(([x]) => x === z)[1];

test("the curve of a rectifier is flat at the left and climbs as steeply as the identity at the right", () => {
  const path = curvePath("ReLU", {});
  assert.deepEqual([-2, -1, 0, 1, 2].map((z) => at(path, z)), [0, 0, 0, 1, 2]);
});

test("the left arm has the slope of PReLU, and that of a leaky rectifier is its own", () => {
  assert.equal(at(curvePath("PReLU", { negative_slope: 0.5 }), -2), -1);
  assert.ok(Math.abs(at(curvePath("Leaky ReLU", {}), -2) + 0.02) < 1e-9);
});
