import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { Cursor } from "../../static/model/cursor.js";
import { Owner } from "../../static/model/owner.js";

/** A cursor at row 3, column 7, and what was reported. */
function placed() {
  const owner = new Owner(() => 0);
  const reports = [];
  const cursor = new Cursor(owner, { now: () => reports.push(cursor.place) });
  const answer = (row, number) => owner.receive({ settings: { ...DEFAULTS, row, col: 7 }, seen: owner.seen, session: "one", number });
  answer(3, 1);
  return { owner, cursor, reports, answer };
}

test("it has no place before Python has said where it is", () => {
  const cursor = new Cursor(new Owner(), { now: assert.fail });
  assert.equal(cursor.place, null);
  cursor.takeBack();
  assert.deepEqual(placed().cursor.place, { row: 3, col: 7 });
});

test("a move is a change of the settings at once, and reported when it ends, once", () => {
  const { owner, cursor, reports } = placed();
  for (const row of [4, 5, 6]) cursor.moveTo(row, 8);
  assert.deepEqual([reports, cursor.isMoving, owner.settings.row, owner.settings.col], [[], true, 6, 8]);
  cursor.release();
  assert.deepEqual([reports, cursor.isMoving], [[{ row: 6, col: 8 }], false]);
});

test("Python moves it, but not what the visitor has moved and Python has not seen", () => {
  const { cursor, answer } = placed();
  answer(4, 2);
  assert.equal(cursor.place.row, 4);
  cursor.moveTo(50, 7);
  answer(33, 3);
  assert.equal(cursor.place.row, 50);
});

test("taking a press back returns to where it began, and reports that", () => {
  const { cursor, reports } = placed();
  cursor.press();
  cursor.moveTo(80, 80);
  cursor.release();
  cursor.takeBack();
  assert.deepEqual([cursor.place, cursor.isMoving, reports.at(-1)], [{ row: 3, col: 7 }, false, { row: 3, col: 7 }]);
});

test("it tells of another place, and of nothing else", () => {
  const { owner, cursor, answer } = placed();
  let heard = 0;
  cursor.addEventListener("change", () => (heard += 1));
  cursor.moveTo(1, 1);
  cursor.moveTo(1, 1);
  cursor.release();
  owner.change({ bias: 1 });
  assert.equal(heard, 1);
  answer(9, 5);
  assert.equal(heard, 1); // the visitor has moved it
});
