// What the question of a chapter decides: run with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

import { counted } from "../../static/widgets/hands.js";
import { isEnterForAll, isOnScreen } from "../../static/widgets/question.js";

/** A key pressed on an element inside another that takes Enter for itself, or inside none. */
const press = (other) => ({ key: "Enter", repeat: false, target: { closest: () => null }, ...other });

test("Enter reveals unless what has the focus takes it for itself", () => {
  assert.equal(isEnterForAll(press({})), true);
  assert.equal(isEnterForAll(press({ target: { closest: (selector) => selector.includes("button") } })), false);
});

test("no other key reveals, nor does a key that is held down", () => {
  assert.equal(isEnterForAll(press({ key: " " })), false);
  assert.equal(isEnterForAll(press({ repeat: true })), false);
});

test("Enter reveals only a question of which a part is on screen", () => {
  const places = [[-300, 0], [-300, 1], [0, 300], [799, 1100], [800, 1100]];
  assert.deepEqual(places.map(([top, bottom]) => isOnScreen({ top, bottom }, 800)), [false, true, true, true, false]);
});

test("hands are counted from 0 to 999", () => {
  assert.deepEqual([counted(0, -1), counted(0, 1), counted(998, 1), counted(999, 1)], [0, 1, 999, 999]);
});
