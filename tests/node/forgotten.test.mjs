import assert from "node:assert/strict";
import { test } from "node:test";

import { Forgotten } from "../../static/model/forgotten.js";

const ALL = { upload: 7, pinned: { bias: 1 } };
const NONE = { upload: 0, pinned: null };

/** After answers of these sessions. */
function after(...answers) {
  const forgotten = new Forgotten();
  for (const [session, told] of answers) forgotten.receive(session, told);
  return forgotten;
}

test("what one session tells is compared with what was said", () => {
  const forgotten = after(["", NONE], ["one", ALL], ["one", NONE]);
  assert.equal(forgotten.isAny, false);
  assert.deepEqual(forgotten.baseline(ALL, NONE), ALL);
});

test("what another session lacks is compared with itself, until it is back", () => {
  const forgotten = after(["one", ALL], ["two", NONE]);
  assert.deepEqual(forgotten.baseline({ ...ALL, text: "a" }, NONE), { ...NONE, text: "a" });
  const half = { ...NONE, upload: 7 };
  assert.deepEqual(forgotten.baseline(NONE, half), half);
  assert.equal(forgotten.isAny, true);
  assert.deepEqual(forgotten.baseline(half, ALL), ALL);
  assert.equal(forgotten.isAny, false);
  assert.deepEqual(forgotten.baseline(ALL, NONE), ALL);
});

test("what comes in its place is compared with what was missing", () => {
  const forgotten = after(["one", ALL], ["two", NONE]);
  assert.deepEqual(forgotten.baseline(ALL, { ...NONE, upload: 8 }), NONE);
});

test("a server that is lost twice gives back what was there at first", () => {
  const forgotten = after(["one", ALL], ["two", NONE], ["three", NONE]);
  assert.deepEqual(forgotten.baseline(ALL, ALL), ALL);
  const halfway = after(["one", ALL], ["two", NONE], ["two", { ...ALL, upload: 0 }], ["three", NONE]);
  assert.deepEqual(halfway.baseline(NONE, ALL), ALL);
});
