import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { Owner } from "../../static/model/owner.js";

/** An owner with a first answer, and a way to answer it further. */
function opened(clock = () => 0) {
  const owner = new Owner(clock);
  let number = 0;
  const answer = (settings, more = {}, options = {}) => {
    number += 1;
    return owner.receive({ settings: { ...DEFAULTS, ...settings }, seen: 0, session: "one", number, opened: 1, ...more }, options);
  };
  answer({});
  return { owner, answer };
}

test("before Python has answered nothing is open, and the first answer is a change even if it is the defaults", () => {
  const owner = new Owner();
  let heard = 0;
  owner.addEventListener("change", () => (heard += 1));
  assert.ok(!owner.isOpen);
  owner.receive({ settings: DEFAULTS, seen: 0, session: "one", number: 1 });
  assert.deepEqual([owner.isOpen, owner.settings, owner.session, heard], [true, DEFAULTS, "one", 1]);
});

test("what Python says is taken as long as the visitor has changed nothing", () => {
  const { owner, answer } = opened();
  assert.equal(answer({ bias: 1, picture: "Cat" }), false);
  assert.deepEqual(owner.settings, { ...DEFAULTS, bias: 1, picture: "Cat" });
  assert.deepEqual(owner.report().settings, {});
});

test("a change is shown at once, reported with all that Python has not seen, and announced once", () => {
  const { owner } = opened();
  let heard = 0;
  owner.addEventListener("change", () => (heard += 1));
  assert.equal(owner.change({ bias: 1, stride: 2 }), true);
  assert.equal(owner.change({ bias: 2 }), true);
  assert.deepEqual([owner.settings.bias, owner.settings.stride, owner.isAhead, heard], [2, 2, true, 2]);
  assert.deepEqual(owner.report(), { settings: { bias: 2, stride: 2 }, revision: owner.revision, session: "one" });
});

test("what is refused, and what is there already, is no change", () => {
  const { owner } = opened();
  for (const patch of [{ bias: NaN }, { colour: "red" }, { bias: DEFAULTS.bias }, {}]) assert.equal(owner.change(patch), false);
  assert.deepEqual([owner.settings, owner.isAhead], [DEFAULTS, false]);
});

test("an answer that has not seen a change leaves it, and takes the rest", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  answer({ stride: 3, bias: -1 });
  assert.deepEqual([owner.settings.bias, owner.settings.stride, owner.isAhead], [1, 3, true]);
});

test("of several changes each holds until it is seen itself, and no longer", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  const first = owner.revision;
  owner.change({ stride: 2 });
  assert.ok(owner.hasTouched(["bias"]));
  answer({ bias: 1 }, { seen: first });
  assert.ok(!owner.hasTouched(["bias"]));
  assert.ok(owner.hasTouched(["padding", "stride"]));
  assert.deepEqual(owner.report().settings, { stride: 2 });
  answer({ bias: -3 }, { seen: first }); // by Python, after it has seen the visitor's
  assert.deepEqual([owner.settings.bias, owner.settings.stride], [-3, 2]);
});

test("the answer to the last change is taken, also where Python disagrees", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  answer({ bias: -2 }, { seen: owner.revision });
  assert.deepEqual([owner.settings.bias, owner.isAhead, owner.report().settings], [-2, false, {}]);
});

test("an answer that is delivered again, or came late, changes nothing", () => {
  const { owner, answer } = opened();
  answer({ bias: 1 }, { number: 5 });
  for (const number of [4, 5]) assert.equal(answer({ bias: 2 }, { number }), false);
  assert.equal(owner.settings.bias, 1);
});

test("a restarted server is believed, though it counts from the beginning", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  answer({ bias: 1 }, { seen: owner.revision });
  assert.equal(answer({ bias: 3 }, { session: "two", number: 1 }), false);
  assert.deepEqual([owner.settings.bias, owner.isAhead, owner.session], [3, false, "two"]);
  owner.change({ bias: 4 });
  assert.deepEqual(owner.report().settings, { bias: 4 });
});

test("a restarted server is told again of what the one before has not confirmed, and of nothing else", () => {
  const { owner, answer } = opened();
  owner.change({ stride: 2 });
  answer({ stride: 2 }, { seen: owner.revision });
  owner.change({ bias: 1 });
  assert.equal(answer({ palette: "Signed grey" }, { session: "two", number: 1 }), true);
  assert.deepEqual(owner.report(), { settings: { bias: 1 }, revision: owner.revision, session: "two" });
  assert.deepEqual([owner.settings.stride, owner.settings.palette, owner.isAhead], [1, "Signed grey", true]);
});

test("a restarted server is told again of a draft that was confirmed, as it was not in the address", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  answer({ bias: 1 }, { seen: owner.revision }, { isDraft: true });
  assert.ok(!owner.isAhead);
  assert.equal(answer({}, { session: "two", number: 1 }, { isDraft: true }), true);
  assert.deepEqual([owner.settings.bias, owner.report().settings, owner.isAhead], [1, { bias: 1 }, true]);
});

test("a draft that was confirmed does not keep Python out", () => {
  const { owner, answer } = opened();
  owner.change({ row: 7 });
  answer({ row: 7 }, { seen: owner.revision }, { isDraft: true });
  answer({ row: 99, picture: "Cat" }, { seen: owner.revision }, { isDraft: true });
  assert.deepEqual([owner.settings.row, owner.settings.picture], [99, "Cat"]);
});

test("the end of typing is a change of its own, with what was drafted", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  const draft = owner.revision;
  answer({ bias: 1 }, { seen: draft }, { isDraft: true });
  owner.renew();
  assert.deepEqual(owner.report(), { settings: { bias: 1 }, revision: draft + 1, session: "one" });
  answer({ bias: 1 }, { seen: draft }); // as after a report that was lost
  assert.deepEqual(owner.report().settings, { bias: 1 });
});

test("revisions grow with the clock, also over a page that is loaded anew", () => {
  const first = opened(() => 5000).owner;
  first.change({ bias: 1 });
  first.change({ bias: 2 });
  assert.equal(first.revision, 5001);
  const { owner: second, answer } = opened(() => 6000);
  answer({ bias: 2 }, { seen: first.revision });
  second.change({ bias: 3 });
  assert.equal(second.revision, 6000);
});

test("a clock that goes back does not make a revision smaller", () => {
  let now = 100;
  const { owner, answer } = opened(() => now);
  answer({}, { seen: 5000 });
  owner.change({ bias: 1 });
  now = 50;
  owner.change({ bias: 2 });
  assert.equal(owner.revision, 5002);
});

test("a change survives that the page was away, unless another view was opened there", () => {
  const kept = opened();
  kept.owner.change({ bias: 1 });
  kept.answer({ stride: 2 }, {}, { isReturn: true });
  assert.deepEqual([kept.owner.settings.bias, kept.owner.isAhead], [1, true]);
  const replaced = opened();
  replaced.owner.change({ bias: 1 });
  replaced.answer({ stride: 2 }, { opened: 2 }, { isReturn: true });
  assert.deepEqual([replaced.owner.settings, replaced.owner.isAhead], [{ ...DEFAULTS, stride: 2 }, false]);
  assert.deepEqual(replaced.owner.report().settings, {});
});

test("a change right before the page was left is a change again when its address, which lacks it, is opened anew", () => {
  for (const view of [{}, { stride: 2 }]) {
    const { owner, answer } = opened();
    owner.change({ bias: 1 });
    const { revision } = owner;
    answer(view, { seen: revision, opened: 2 }, { isReturn: true, isSameAddress: true });
    assert.deepEqual(owner.settings, { ...DEFAULTS, bias: 1, ...view });
    assert.ok(owner.isAhead && owner.revision > revision);
    assert.deepEqual(owner.report().settings, { bias: 1 });
  }
});

test("a change that is newer than a view opened meanwhile on this page is kept", () => {
  const { owner, answer } = opened();
  owner.change({ bias: 1 });
  answer({ stride: 2 }, { opened: 2 });
  assert.deepEqual([owner.settings.bias, owner.settings.stride], [1, 2]);
});
