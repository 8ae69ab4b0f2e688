// What the question of a chapter decides: run with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

import { isEnterForAll } from "../../static/widgets/question.js";

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
