// The minute to think: run with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

import { clock, Countdown } from "../../static/widgets/timer.js";

/** A minute on a clock of its own; `states` has what was shown. */
function minute(t) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let time = 0;
  const states = [];
  const countdown = new Countdown(() => states.push([countdown.isRunning, clock(countdown.left)]), () => time);
  const pass = (ms) => {
    time += ms;
    t.mock.timers.tick(250);
  };
  return { countdown, pass, states };
}

test("it runs down, says so once, and begins anew when it is started again", (t) => {
  const { countdown, pass, states } = minute(t);
  countdown.start();
  pass(59_000);
  pass(1_500);
  assert.deepEqual(states, [[true, "1:00"], [true, "0:01"], [false, "0:00"]]);
  assert.equal(countdown.isOver, true);
  pass(1_000);
  assert.equal(states.length, 3);
  countdown.start();
  assert.deepEqual(states.at(-1), [true, "1:00"]);
});

test("a pause takes no time, and again gives the whole minute", (t) => {
  const { countdown, pass, states } = minute(t);
  countdown.start();
  pass(20_000);
  countdown.pause();
  pass(100_000);
  assert.deepEqual(states.at(-1), [false, "0:40"]);
  countdown.start();
  countdown.start(); // a second press does nothing
  pass(1_000);
  assert.deepEqual(states.at(-1), [true, "0:39"]);
  countdown.again();
  assert.deepEqual(states.at(-1), [false, "1:00"]);
  countdown.start();
  pass(5_000);
  assert.deepEqual(states.at(-1), [true, "0:55"]);
  countdown.again();
});

test("the time that is left is written in minutes and seconds, a second that has begun counts", () => {
  assert.deepEqual([60_000, 59_999, 59_000, 9_001, 1, 0, -5].map(clock), ["1:00", "1:00", "0:59", "0:10", "0:01", "0:00", "0:00"]);
});
