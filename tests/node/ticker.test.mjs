import assert from "node:assert/strict";
import { test } from "node:test";

import { Ticker } from "../../static/controls/ticker.js";

/** A ticker from 1 to 5 at a value, with a page and a clock that the test drives. */
function driven(context, value) {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const page = Object.assign(new EventTarget(), { hidden: false });
  const seen = { value, values: [], stops: 0 };
  const ticker = new Ticker({
    low: 1,
    high: 5,
    step: 1,
    tick: 0.4,
    get: () => seen.value,
    set: (next) => seen.values.push((seen.value = next)),
    stopped: () => (seen.stops += 1),
    page: /** @type {any} */ (page),
  });
  return { ticker, seen, page, pass: (milliseconds) => context.mock.timers.tick(milliseconds) };
}

test("each tick is one step, until the end, where it stops and says so once", (context) => {
  const { ticker, seen, pass } = driven(context, 3);
  ticker.start();
  pass(399);
  assert.deepEqual(seen.values, []);
  pass(1);
  assert.deepEqual([seen.values, ticker.isRunning], [[4], true]);
  pass(2000);
  assert.deepEqual([seen.values, ticker.isRunning, seen.stops], [[4, 5], false, 1]);
});

test("at the end it starts again from the start", (context) => {
  const { ticker, seen, pass } = driven(context, 5);
  ticker.start();
  assert.deepEqual(seen.values, [1]);
  pass(800);
  assert.deepEqual(seen.values, [1, 2, 3]);
});

test("a pause holds, and the next start goes on from there", (context) => {
  const { ticker, seen, pass } = driven(context, 1);
  ticker.toggle();
  pass(400);
  ticker.toggle();
  pass(4000);
  assert.deepEqual([seen.values, seen.stops, ticker.isRunning], [[2], 1, false]);
  ticker.toggle();
  pass(400);
  assert.deepEqual(seen.values, [2, 3]);
});

test("a value that something else has set is where it goes on", (context) => {
  const { ticker, seen, pass } = driven(context, 1);
  ticker.start();
  seen.value = 3;
  pass(400);
  assert.deepEqual(seen.values, [4]);
});

test("a start while it runs changes nothing, and neither does a stop while it rests", (context) => {
  const { ticker, seen, pass } = driven(context, 1);
  ticker.stop();
  ticker.start();
  ticker.start();
  pass(400);
  assert.deepEqual([seen.values, seen.stops], [[2], 0]);
});

test("a page that is hidden stops it; a press on the page does not", (context) => {
  const { ticker, page } = driven(context, 1);
  ticker.start();
  page.dispatchEvent(new Event("pointerdown"));
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(ticker.isRunning, true);
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(ticker.isRunning, false);
});
