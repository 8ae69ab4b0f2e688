import assert from "node:assert/strict";
import { test } from "node:test";

import { Cursor } from "../../static/scope/cursor.js";

const told = (row, seq = 0, session = "one") => ({ row, col: 7, seq, session });

/** A cursor where Python has put it, and what it reports. */
function placed(row = 3) {
  const cursor = new Cursor();
  const reports = [];
  cursor.connect((place) => reports.push(place));
  cursor.receive(told(row));
  return { cursor, reports };
}

test("it has no place before somebody says where it is", () => {
  assert.equal(new Cursor().place, null);
  assert.deepEqual(placed().cursor.place, { row: 3, col: 7 });
});

test("a move is reported when it ends, once, and numbered", () => {
  const { cursor, reports } = placed();
  for (const row of [4, 5, 6]) cursor.moveTo(row, 8);
  assert.deepEqual([reports, cursor.isMoving, cursor.place], [[], true, { row: 6, col: 8 }]);
  cursor.release();
  cursor.moveTo(9, 9);
  cursor.release();
  assert.deepEqual(reports, [{ row: 6, col: 8, seq: 1 }, { row: 9, col: 9, seq: 2 }]);
  assert.equal(cursor.isMoving, false);
});

test("an answer to an earlier move does not take back a later one", () => {
  const { cursor } = placed();
  for (const row of [10, 20]) {
    cursor.moveTo(row, 7);
    cursor.release();
  }
  cursor.receive(told(10, 1));
  assert.equal(cursor.place.row, 20);
  cursor.receive(told(20, 2));
  cursor.receive(told(33, 2)); // the field of the row
  assert.equal(cursor.place.row, 33);
});

test("Python does not move what the visitor is moving", () => {
  const { cursor } = placed();
  cursor.moveTo(50, 7);
  cursor.receive(told(33, 9));
  assert.equal(cursor.place.row, 50);
});

test("a restarted server is believed, though it counts from the beginning", () => {
  const { cursor } = placed();
  cursor.moveTo(50, 7);
  cursor.release();
  cursor.receive(told(4, 0));
  assert.equal(cursor.place.row, 50);
  cursor.receive(told(4, 0, "two"));
  assert.equal(cursor.place.row, 4);
});

test("taking a press back returns to where it began, and reports that", () => {
  const { cursor, reports } = placed();
  cursor.press();
  cursor.moveTo(80, 80);
  cursor.release();
  cursor.takeBack();
  assert.deepEqual(cursor.place, { row: 3, col: 7 });
  assert.deepEqual(reports.at(-1), { row: 3, col: 7, seq: 2 });
});

test("nothing to take back is nothing to report", () => {
  const { cursor, reports } = placed();
  cursor.takeBack();
  assert.deepEqual(reports, []);
});

test("a move that was never ended no longer keeps Python out", () => {
  const { cursor } = placed();
  cursor.moveTo(50, 7);
  cursor.abandon();
  cursor.receive(told(4));
  assert.equal(cursor.place.row, 4);
});

test("whoever listens hears of every change", () => {
  const { cursor } = placed();
  let heard = 0;
  cursor.addEventListener("change", () => (heard += 1));
  cursor.moveTo(1, 1);
  cursor.receive(told(2, 9));
  cursor.release();
  cursor.receive(told(2, 9));
  assert.equal(heard, 2);
});
