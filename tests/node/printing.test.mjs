import assert from "node:assert/strict";
import { test } from "node:test";

import { onPrint } from "../../static/page/printing.js";

/** A window that can be printed, and what has been done for paper. */
function printed() {
  const medium = new EventTarget();
  globalThis.window = Object.assign(new EventTarget(), { matchMedia: (query) => (assert.equal(query, "print"), medium) });
  const [done, stop] = [[], new AbortController()];
  onPrint(() => (done.push("begin"), () => done.push("undo")), stop.signal);
  const say = (name) => window.dispatchEvent(new Event(name));
  const match = (matches) => medium.dispatchEvent(Object.assign(new Event("change"), { matches }));
  return { done, stop, say, match };
}

test("it begins once before the page is printed, whatever says so, and is undone once after", () => {
  const { done, say, match } = printed();
  for (let times = 1; times <= 2; times += 1) {
    say("beforeprint");
    match(true);
    assert.equal(done.length, 2 * times - 1);
    match(false);
    say("afterprint");
    assert.equal(done.length, 2 * times);
  }
  assert.deepEqual(done, ["begin", "undo", "begin", "undo"]);
});

test("what is taken away while the page is printed undoes what it has begun, and hears no more", () => {
  const { done, stop, say, match } = printed();
  match(true);
  stop.abort();
  say("beforeprint");
  match(true);
  assert.deepEqual(done, ["begin", "undo"]);
});
