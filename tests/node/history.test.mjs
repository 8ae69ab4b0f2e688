import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { History } from "../../static/model/history.js";

const view = (bias) => ({ ...DEFAULTS, bias });

/** A history of these views, in this order. */
function recorded(...biases) {
  const history = new History();
  for (const bias of biases) history.record(view(bias));
  return history;
}

test("the first view is none to go back from", () => {
  const history = recorded(1);
  assert.deepEqual([history.canUndo, history.canRedo, history.undo(), history.redo()], [false, false, null, null]);
});

test("undo goes back view by view to the first, and redo the same way forward", () => {
  const history = recorded(1, 2, 3);
  assert.deepEqual([history.undo(), history.undo(), history.undo()], [view(2), view(1), null]);
  assert.deepEqual([history.canUndo, history.canRedo], [false, true]);
  assert.deepEqual([history.redo(), history.redo(), history.redo()], [view(2), view(3), null]);
  assert.deepEqual([history.canUndo, history.canRedo], [true, false]);
});

test("the present view once more is no step, and leaves what can be redone", () => {
  const history = recorded(1, 2);
  history.record(view(2));
  history.undo();
  history.record(view(1));
  assert.deepEqual([history.canUndo, history.redo()], [false, view(2)]);
});

test("another view after undo takes the place of what could be redone", () => {
  const history = recorded(1, 2, 3);
  history.undo();
  history.record(view(4));
  assert.equal(history.canRedo, false);
  assert.deepEqual([history.undo(), history.undo()], [view(2), view(1)]);
});

test("every setting makes another view", () => {
  for (const [name, other] of Object.entries({ ...DEFAULTS, picture: "Cat", row: 3, palette: "Signed grey" })) {
    const history = recorded(0);
    history.record({ ...view(0), [name]: typeof other === "number" ? other + 1 : `${other}!` });
    assert.ok(history.canUndo, name);
  }
});

test("two hundred steps are kept, the newest", () => {
  const history = recorded(...Array.from({ length: 300 }, (_, k) => k));
  let steps = 0;
  let last = null;
  for (let found = history.undo(); found; found = history.undo()) [steps, last] = [steps + 1, found];
  assert.deepEqual([steps, last], [200, view(99)]);
});

test("it tells when there is more or less to undo", () => {
  const history = recorded(1);
  let heard = 0;
  history.addEventListener("change", () => (heard += 1));
  history.record(view(1));
  assert.equal(heard, 0);
  history.record(view(2));
  history.undo();
  history.redo();
  history.redo();
  assert.equal(heard, 3);
});
