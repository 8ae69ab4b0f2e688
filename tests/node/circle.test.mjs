import assert from "node:assert/strict";
import { test } from "node:test";

import { angleOf, wrapped } from "../../static/widgets/circle.js";

test("the angle runs counter-clockwise from the right, as in a textbook", () => {
  assert.equal(angleOf(1, 0), 0);
  assert.equal(angleOf(0, -1), 90); // a page counts downwards
  assert.equal(angleOf(-1, 0), 180);
  assert.equal(angleOf(0, 1), 270);
  assert.equal(angleOf(3, -3), 45);
});

test("every place gives a whole angle from 0 to 359", () => {
  for (let turn = 0; turn < 7; turn += 0.003) {
    const angle = angleOf(Math.cos(turn), Math.sin(turn));
    assert.ok(Number.isInteger(angle) && angle >= 0 && angle < 360, String(angle));
    assert.ok(!Object.is(angle, -0));
  }
});

test("a turn past the right goes on at the other end", () => {
  assert.equal(wrapped(360), 0);
  assert.equal(wrapped(-1), 359);
  assert.equal(wrapped(725), 5);
});
