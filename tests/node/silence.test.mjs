import assert from "node:assert/strict";
import { test } from "node:test";

import { Silence } from "../../static/page/silence.js";

/** The silence that is measured right after these looks: seconds of the clock, and whether the page was connected. */
function measured(looks, later = 0) {
  let now = 0;
  const silence = new Silence(() => 1000 * now);
  for (const [at, isConnected] of looks) {
    now = at;
    silence.look(isConnected);
  }
  now += later;
  return silence.seconds;
}

test("a silence lasts from the last sign of the server to the next", () => {
  assert.equal(measured([[5, true], [7, false], [12, false], [400, true]]), 395);
  assert.equal(measured([[5, true], [10, true]]), 0);
  assert.equal(measured([[5, true], [7, false]]), 0); // it has not ended
});

test("a computer that slept has heard nothing, though it looked at nothing either", () => {
  assert.equal(measured([[5, true], [1805, true]]), 1800);
  assert.equal(measured([[5, true], [65, true]]), 0); // a tab in the background looks rarely
});

test("what was measured long ago says nothing of now", () => {
  assert.equal(measured([[0, true], [1, false], [400, true]], 59), 400);
  assert.equal(measured([[0, true], [1, false], [400, true]], 61), 0);
});

test("the moment without a connection after a long sleep does not count for it", () => {
  const slept = [[5, true], [335, true], [336, false], [338, true]];
  assert.equal(measured(slept), 330);
  assert.equal(measured([...slept, [440, false], [445, true]]), 107); // another one, later
});
