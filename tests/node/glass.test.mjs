import assert from "node:assert/strict";
import { test } from "node:test";

import { listenToGlass } from "../../static/scope/glass.js";

/** A glass of 200 px from 100 px on, what it has told, and a function that sends it an event. */
function glass() {
  const [listeners, told] = [{}, []];
  const stretch = { hidden: true, style: {} };
  const note = (name) => (...places) => told.push([name, ...places]);
  const element = {
    firstElementChild: stretch,
    addEventListener: (kind, listener) => (listeners[kind] = listener),
    getBoundingClientRect: () => ({ left: 100, width: 200 }),
    setPointerCapture: () => {},
  };
  const names = ["hover", "press", "choose", "zoom", "takeBack", "reset"];
  listenToGlass(/** @type {any} */ (element), /** @type {any} */ (Object.fromEntries(names.map((name) => [name, note(name)]))));
  const send = (kind, clientX = 100, more = {}) =>
    listeners[kind]({ clientX, button: 0, isPrimary: true, pointerType: "mouse", timeStamp: 1000, ...more });
  return { told, send, stretch };
}

test("a pointer that is not down points at a place, and at none when it has left", () => {
  const { told, send } = glass();
  send("pointermove", 150);
  send("pointerleave");
  assert.deepEqual(told, [["hover", 0.25], ["hover", null]]);
});

test("a finger points at nothing before it is down", () => {
  const { told, send } = glass();
  send("pointermove", 150, { pointerType: "touch" });
  assert.deepEqual(told, []);
});

test("a press that hardly moves chooses a place, and points at none any more", () => {
  const { told, send, stretch } = glass();
  send("pointerdown", 150);
  send("pointermove", 153);
  assert.equal(stretch.hidden, true);
  send("pointerup", 153);
  assert.deepEqual(told, [["hover", null], ["press"], ["choose", 0.265]]);
});

test("a drag in either direction shows the stretch and zooms into it; beyond the end it is the end", () => {
  for (const [from, to] of [[150, 400], [400, 150]]) {
    const { told, send, stretch } = glass();
    send("pointerdown", from);
    send("pointermove", to);
    assert.deepEqual(stretch, { hidden: false, style: { left: "25%", width: "75%" } });
    send("pointerup", to);
    assert.equal(stretch.hidden, true);
    assert.deepEqual(told, [["hover", null], ["press"], ["zoom", 0.25, 1]]);
  }
});

test("a swipe that the page takes over, a second finger and another button choose nothing", () => {
  for (const [kind, more] of [["pointercancel", {}], ["pointerdown", { isPrimary: false }], ["pointerdown", { button: 2 }]]) {
    const { told, send, stretch } = glass();
    send("pointerdown", 150);
    send("pointermove", 250);
    send(kind, 250, more);
    assert.equal(stretch.hidden, true);
    send("pointerup", 250);
    assert.deepEqual(told, [["hover", null], ["press"]]);
  }
});

test("a double click goes back to the place before its first press, and shows everything", () => {
  const { told, send } = glass();
  for (const timeStamp of [1000, 1200]) {
    send("pointerdown", 150, { timeStamp });
    send("pointerup", 150, { timeStamp });
  }
  send("dblclick", 150);
  assert.deepEqual(told, [["hover", null], ["press"], ["choose", 0.25], ["hover", null], ["choose", 0.25], ["takeBack"], ["reset"]]);
});
