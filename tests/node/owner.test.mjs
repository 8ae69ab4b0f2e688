import assert from "node:assert/strict";
import { test } from "node:test";

import { Owner } from "../../static/controls/owner.js";

const START = { value: "a", seen: 0, session: "one" };
const owner = (clock = () => 0) => new Owner(START, clock);

test("what Python says is taken as long as the visitor has changed nothing", () => {
  const held = owner();
  assert.equal(held.answer({ value: "b", seen: 0, session: "one" }), false);
  assert.equal(held.value, "b");
});

test("an answer that has not seen the last change changes nothing", () => {
  const held = owner();
  held.change("b");
  held.change("c");
  held.answer({ value: "a", seen: 0, session: "one" });
  held.answer({ value: "b", seen: 1, session: "one" });
  assert.deepEqual([held.value, held.isAhead], ["c", true]);
});

test("the answer to the last change is taken, also where Python disagrees", () => {
  const held = owner();
  held.change("b");
  held.answer({ value: "refused", seen: held.revision, session: "one" });
  assert.deepEqual([held.value, held.isAhead], ["refused", false]);
});

test("an answer that came late is not taken after a newer one", () => {
  const held = owner();
  held.change("b");
  held.answer({ value: "b", seen: 1, session: "one" });
  held.answer({ value: "a", seen: 0, session: "one" });
  assert.equal(held.value, "b");
});

test("a restarted server is believed, but is told of a change that the old one has not seen", () => {
  const quiet = owner();
  quiet.change("b");
  quiet.answer({ value: "b", seen: 1, session: "one" });
  assert.equal(quiet.answer({ value: "from the address", seen: 0, session: "two" }), false);
  assert.equal(quiet.value, "from the address");
  const busy = owner();
  busy.change("b");
  assert.equal(busy.answer({ value: "a", seen: 0, session: "two" }), true);
  assert.deepEqual(busy.patch(), { value: "b", revision: 1, session: "two" });
  busy.answer({ value: "b", seen: 1, session: "two" });
  assert.equal(busy.isAhead, false);
});

test("revisions grow, also over a page that is drawn anew before its last report is answered", () => {
  const first = owner(() => 5000);
  first.change("b");
  const second = owner(() => 5001);
  second.change("c");
  second.answer({ value: "b", seen: first.revision, session: "one" });
  assert.equal(second.value, "c");
});

test("a change that was not confirmed survives that the controls were away, unless another kernel was chosen", () => {
  const kept = owner();
  kept.change("b");
  kept.resume(START);
  assert.equal(kept.value, "b");
  assert.ok(kept.isAhead);
  const replaced = owner();
  replaced.change("b");
  replaced.resume({ ...START, value: "c" });
  assert.equal(replaced.value, "c");
  assert.ok(!replaced.isAhead);
});
