import assert from "node:assert/strict";
import { test } from "node:test";

import { swept, Sweep, travelled } from "../../static/controls/sweep.js";

const SLOPE = { low: -1, high: 1, step: 0.01 };

test("one crossing takes four seconds", () => {
  assert.deepEqual([0, 1000, 4000, 8000].map((elapsed) => travelled(elapsed, false)), [0, 0.25, 1, 2]);
});

test("where less motion is wanted, a tenth is left behind once a second", () => {
  assert.deepEqual([0, 999, 1000, 1999, 2000].map((elapsed) => travelled(elapsed, true)), [0, 0, 0.1, 0.1, 0.2]);
});

test("a sweep goes up, turns at each end and comes back to where it began", () => {
  assert.deepEqual([0, 0.25, 0.5, 1, 1.5, 1.75, 2].map((shares) => swept(0, shares, SLOPE)), [0, 0.5, 1, 0, -1, -0.5, 0]);
});

test("a sweep moves in steps and stays in the range", () => {
  const values = Array.from({ length: 999 }, (_, k) => swept(0.3, k / 100.7, SLOPE));
  for (const value of values) assert.ok(Math.abs(value) <= 1 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-9);
  assert.deepEqual([Math.min(...values), Math.max(...values)], [-1, 1]);
});

test("a value beyond the range begins at its end", () => {
  assert.equal(swept(7, 0, SLOPE), 1);
});

/** A sweep with a clock, a page and frames that the test drives. */
function driven({ value = 0, isStill = false } = {}) {
  const page = Object.assign(new EventTarget(), { hidden: false });
  const seen = { values: [], stops: 0, value, time: 500, waiting: [] };
  const sweep = new Sweep({
    ...SLOPE,
    get: () => seen.value,
    set: (next) => seen.values.push((seen.value = next)),
    stopped: () => (seen.stops += 1),
    isStill: () => isStill,
    frame: (next) => seen.waiting.push(next),
    now: () => seen.time,
    page: /** @type {any} */ (page),
  });
  const pass = (milliseconds) => {
    seen.time += milliseconds;
    for (const next of seen.waiting.splice(0)) next();
  };
  /** An event on an element of the page. */
  const fire = (kind, target = "elsewhere", more = {}) => {
    const event = Object.assign(new Event(kind, { cancelable: true }), more, { composedPath: () => [target, page] });
    page.dispatchEvent(event);
    return event;
  };
  return { sweep, seen, page, pass, fire };
}
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

test("each frame sets the value of its time, once", () => {
  const { sweep, seen, pass } = driven({ value: 0.5 });
  sweep.start();
  for (const milliseconds of [0, 400, 600, 1]) pass(milliseconds);
  assert.deepEqual(seen.values, [0.7, 1]);
  assert.equal(seen.waiting.length, 1);
});

test("without gliding it rests between its leaps", () => {
  const { sweep, seen, pass } = driven({ isStill: true });
  sweep.start();
  for (let frame = 0; frame < 21; frame += 1) pass(100);
  assert.deepEqual(seen.values, [0.2, 0.4]);
});

test("it stops when it is told to, and says so once", () => {
  const { sweep, seen, pass } = driven();
  sweep.start();
  pass(400);
  sweep.stop();
  sweep.stop();
  pass(400);
  assert.deepEqual([seen.values, seen.stops, sweep.isRunning, seen.waiting.length], [[0.2], 1, false, 0]);
});

for (const kind of ["pointerdown", "keydown"]) {
  test(`a ${kind} anywhere stops it, and is heard no more after that`, () => {
    const { sweep, seen, fire } = driven();
    sweep.start();
    fire(kind);
    fire(kind);
    assert.deepEqual([seen.stops, sweep.isRunning], [1, false]);
  });
}

test("a hidden page stops it, one that is shown does not", () => {
  const { sweep, page, fire } = driven();
  sweep.start();
  fire("visibilitychange");
  assert.equal(sweep.isRunning, true);
  page.hidden = true;
  fire("visibilitychange");
  assert.equal(sweep.isRunning, false);
});

test("a start while it runs changes nothing; a toggle stops it", () => {
  const { sweep, seen } = driven();
  sweep.start();
  sweep.start();
  assert.equal(seen.waiting.length, 1);
  sweep.toggle();
  assert.deepEqual([sweep.isRunning, seen.stops], [false, 1]);
});

test("the click of the press that has stopped it does not start it again; the next one does", async () => {
  const { sweep, fire } = driven();
  sweep.start();
  fire("pointerdown", "button");
  fire("click", "button");
  sweep.toggle();
  assert.equal(sweep.isRunning, false);
  await nextTask();
  fire("pointerdown", "button");
  fire("click", "button");
  sweep.toggle();
  assert.equal(sweep.isRunning, true);
});

test("a click of something else than what was pressed counts, though no press came before it", () => {
  const { sweep, fire } = driven();
  sweep.start();
  fire("pointerdown", "elsewhere");
  fire("click", "button");
  sweep.toggle();
  assert.equal(sweep.isRunning, true);
});

test("a swipe that scrolls the page leaves nothing behind", () => {
  const { sweep, fire } = driven();
  sweep.start();
  fire("pointerdown", "button");
  fire("pointercancel", "button");
  sweep.toggle();
  assert.equal(sweep.isRunning, true);
});

test("a key on the button stops it once, until the key is up and pressed again", async () => {
  const { sweep, fire } = driven();
  sweep.start();
  fire("keydown", "button", { key: "Enter" });
  fire("click", "button");
  sweep.toggle();
  await nextTask();
  const held = fire("keydown", "button", { key: "Enter", repeat: true });
  sweep.toggle();
  assert.deepEqual([sweep.isRunning, held.defaultPrevented], [false, true]);
  fire("keyup", "button");
  await nextTask();
  fire("keydown", "button", { key: "Enter" });
  sweep.toggle();
  assert.equal(sweep.isRunning, true);
});

test("the key that has started it may stay down", () => {
  const { sweep, fire } = driven();
  sweep.start();
  const held = fire("keydown", "button", { key: "Enter", repeat: true });
  assert.deepEqual([sweep.isRunning, held.defaultPrevented], [true, true]);
});

test("a sweep can begin again, from the value of then", () => {
  const { sweep, seen, pass } = driven();
  sweep.start();
  sweep.stop();
  seen.value = -1;
  sweep.start();
  pass(400);
  assert.deepEqual(seen.values, [-0.8]);
});
