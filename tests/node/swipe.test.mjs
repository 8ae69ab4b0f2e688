import assert from "node:assert/strict";
import { test } from "node:test";

import { forgiveSwipes, isSideways } from "../../static/controls/swipe.js";

/** A slider at 3 that a finger moves to 7 by touching it; tells how often that was undone. */
function touched() {
  const input = Object.assign(new EventTarget(), { value: "3" });
  const said = { undone: 0 };
  forgiveSwipes(/** @type {any} */ (input), () => () => (said.undone += 1));
  const tell = (kind, clientX = 0, clientY = 0) => input.dispatchEvent(Object.assign(new Event(kind), { clientX, clientY }));
  tell("pointerdown", 100, 100);
  input.value = "7";
  return { input, said, tell };
}

test("the first pixels tell whether a finger means the slider", () => {
  assert.deepEqual([isSideways(7, -7), isSideways(8, 7), isSideways(-9, 3), isSideways(3, 9)], [null, true, true, false]);
});

test("what a finger has done to a slider that it only scrolled over is undone", () => {
  for (const path of [[], [[102, 90]], [[101, 95], [140, 40]]]) {
    const { input, said, tell } = touched();
    for (const [x, y] of path) tell("pointermove", x, y);
    tell("pointercancel");
    assert.deepEqual([input.value, said.undone], ["3", 1]);
  }
});

test("a drag sideways stays, whatever ends it, and so does a tap", () => {
  const drag = touched();
  drag.tell("pointermove", 110, 102);
  drag.tell("pointermove", 110, 180);
  drag.tell("pointercancel");
  const tap = touched();
  tap.tell("pointerup", 101, 100);
  tap.tell("pointercancel"); // of another finger
  for (const { input, said } of [drag, tap]) assert.deepEqual([input.value, said.undone], ["7", 0]);
});
