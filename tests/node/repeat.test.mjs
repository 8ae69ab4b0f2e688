import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Repeat } from "../../static/page/repeat.js";

test("it is done again and again while it is needed, and waits each time", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let [needed, done] = [true, 0];
  const repeat = new Repeat(() => needed, () => (done += 1), 100);
  repeat.start();
  mock.timers.tick(60);
  repeat.start();
  mock.timers.tick(60);
  assert.equal(done, 0);
  mock.timers.tick(40);
  mock.timers.tick(100);
  assert.equal(done, 2);
  needed = false;
  mock.timers.tick(1000);
  assert.equal(done, 2);
  mock.timers.reset();
});
