import assert from "node:assert/strict";
import { test } from "node:test";

import { command, listenToPointers } from "../../static/scope/input.js";

/** The selectors of a list, where a comma inside of brackets is none of the list. */
const listed = (places) => places.split(/, (?![^(]*\))/);
/** A key pressed in an element that is one of some kinds. */
const pressed = (key, more = {}, kinds = []) => ({
  key,
  target: { closest: (places) => kinds.find((kind) => listed(places).includes(kind)) ?? null },
  ...more,
});
const MAPS = [".scope-maps"];
const FIELDS = ["input:not([type=range], [type=radio], [type=checkbox])", "textarea", "select", "[contenteditable]"];

test("a letter means the same in both cases, on the maps, and everywhere while presenting", () => {
  for (const [key, wanted] of Object.entries({ c: "palette", w: "wipe", b: "before", "?": "keys" })) {
    for (const typed of [key, key.toUpperCase()]) {
      assert.equal(command(pressed(typed, {}, MAPS), false), wanted);
      assert.equal(command(pressed(typed), true), wanted);
      assert.equal(command(pressed(typed), false), undefined);
    }
  }
});

test("experiments, arrows and Escape mean something while presenting only", () => {
  const keys = { n: "next", P: "previous", t: "time", ArrowUp: "step", ArrowDown: "step", ArrowLeft: "step", ArrowRight: "step", Escape: "leave" };
  for (const [key, wanted] of Object.entries(keys)) {
    assert.equal(command(pressed(key), true), wanted);
    assert.equal(command(pressed(key), false), undefined);
    assert.equal(command(pressed(key, {}, MAPS), false), undefined);
  }
});

test("Ctrl or Cmd with Z goes a step back and with Shift forward, as does Y, wherever nobody types", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    for (const isPresenting of [false, true]) {
      assert.equal(command(pressed("z", held), isPresenting), "undo");
      assert.equal(command(pressed("Z", { ...held, shiftKey: true }), isPresenting), "redo");
      assert.equal(command(pressed("y", held), isPresenting), "redo");
      assert.equal(command(pressed("z", held, ["[type=range]"]), isPresenting), "undo");
      assert.equal(command(pressed("z", { ...held, repeat: true }), isPresenting), "undo");
    }
  }
  for (const held of [{}, { altKey: true, ctrlKey: true }]) assert.equal(command(pressed("z", held, MAPS), true), undefined);
});

test("who types is left alone", () => {
  for (const field of FIELDS) {
    for (const key of ["n", "?", "c", "ArrowUp", "Escape"]) assert.equal(command(pressed(key, {}, [field]), true), undefined);
    for (const key of ["z", "y"]) assert.equal(command(pressed(key, { ctrlKey: true }, [field]), true), undefined);
  }
});

test("a slider keeps its arrows but not the letters", () => {
  for (const kind of ["[role=slider]", "[type=range]", "[role=radiogroup]"]) {
    assert.equal(command(pressed("ArrowUp", {}, [kind]), true), undefined);
    assert.equal(command(pressed("n", {}, [kind]), true), "next");
    assert.equal(command(pressed("Escape", {}, [kind]), true), "leave");
  }
});

test("the browser's own shortcuts and what somebody has answered are left alone", () => {
  for (const held of ["ctrlKey", "metaKey", "altKey", "defaultPrevented"]) {
    for (const key of ["n", "c", "w"]) assert.equal(command(pressed(key, { [held]: true }, MAPS), true), undefined);
  }
  assert.equal(command(pressed("z", { ctrlKey: true, defaultPrevented: true }), true), undefined);
});

test("a key that is held asks once, an arrow goes on", () => {
  assert.equal(command(pressed("n", { repeat: true }), true), undefined);
  assert.equal(command(pressed("b", { repeat: true }, MAPS), true), undefined);
  assert.equal(command(pressed("ArrowDown", { repeat: true }), true), "step");
});

test("other keys, and a target that is no element, are nothing", () => {
  for (const key of ["x", "Tab", "Enter", "F1"]) assert.equal(command(pressed(key, {}, MAPS), true), undefined);
  assert.equal(command({ key: "c", target: {} }, false), undefined);
  assert.equal(command({ key: "c", target: null }, true), "palette");
});

/** A stage of 100 by 100 pixels, and all that its pointers ask for. */
function touched() {
  const asked = [];
  const actions = new Proxy({}, { get: (_, name) => (...given) => asked.push([name, ...given]) });
  const listeners = {};
  const stage = {
    addEventListener: (kind, listener) => (listeners[kind] = listener),
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 100, height: 100 }),
    setPointerCapture: () => {},
  };
  globalThis.Element ??= class {};
  listenToPointers(stage, actions);
  const finger = (kind, pointerId, clientX) =>
    listeners[`pointer${kind}`]({ type: `pointer${kind}`, pointerId, clientX, clientY: 50, button: 0, pointerType: "touch" });
  return { asked, finger };
}

test("two fingers that part zoom in around their middle, and what lay under it follows it", () => {
  const { asked, finger } = touched();
  finger("down", 1, 40);
  finger("down", 2, 60);
  finger("move", 2, 80);
  const [zoom, pan] = asked;
  assert.deepEqual(zoom.map((part) => (typeof part === "number" ? Number(part.toFixed(9)) : part)), ["zoom", 2, 0.5, 0.5]);
  assert.deepEqual([pan[0], pan[1].toFixed(9), pan[2]], ["pan", "-0.100000000", 0]);
  asked.length = 0;
  finger("move", 2, 60);
  assert.equal(asked[0][1].toFixed(9), "0.500000000");
});
