import assert from "node:assert/strict";
import { test } from "node:test";

import { command } from "../../static/scope/input.js";

/** A key pressed in an element that is one of some kinds. */
const pressed = (key, more = {}, kinds = []) => ({
  key,
  target: { closest: (places) => kinds.find((kind) => places.split(", ").includes(kind)) ?? null },
  ...more,
});

test("every letter means the same in both cases, presenting or not", () => {
  for (const [key, wanted] of Object.entries({ n: "next", p: "previous", c: "palette", w: "wipe", b: "before", "?": "keys" })) {
    for (const isPresenting of [false, true]) {
      assert.equal(command(pressed(key), isPresenting), wanted);
      assert.equal(command(pressed(key.toUpperCase()), isPresenting), wanted);
    }
  }
});

test("arrows and Escape mean something while presenting only", () => {
  for (const [key, wanted] of Object.entries({ ArrowUp: "step", ArrowDown: "step", ArrowLeft: "step", ArrowRight: "step", Escape: "leave" })) {
    assert.equal(command(pressed(key), true), wanted);
    assert.equal(command(pressed(key), false), undefined);
  }
});

test("who types is left alone", () => {
  for (const field of ["input:not([type=range])", "textarea", "select", "[contenteditable]"]) {
    for (const key of ["n", "?", "ArrowUp", "Escape"]) assert.equal(command(pressed(key, {}, [field]), true), undefined);
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
    assert.equal(command(pressed("n", { [held]: true }), true), undefined);
  }
});

test("a key that is held asks once, an arrow goes on", () => {
  assert.equal(command(pressed("n", { repeat: true }), true), undefined);
  assert.equal(command(pressed("b", { repeat: true }), true), undefined);
  assert.equal(command(pressed("ArrowDown", { repeat: true }), true), "step");
});

test("other keys, and a target that is no element, are nothing", () => {
  for (const key of ["x", "Tab", "Enter", "F1"]) assert.equal(command(pressed(key), true), undefined);
  assert.equal(command({ key: "n", target: {} }, false), "next");
});
