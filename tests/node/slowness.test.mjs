import assert from "node:assert/strict";
import { test } from "node:test";

import { PATIENCE, Slowness } from "../../static/page/slowness.js";

const MAPS = "Picture and maps go on without it.";
const SLOW = `The server is slow to answer. ${MAPS}`;

/** A page with one part, a clock that stands until it is moved, and what the page says. */
function page(goesOn = MAPS) {
  let now = 0;
  const slowness = new Slowness(() => now);
  const part = { reporter: { isUnanswered: false }, owner: { session: "a", seen: 0 }, goesOn };
  const state = { isConnected: true, isDrawing: false, word: null };
  slowness.join(part);
  const says = (later = 0) => {
    now += later;
    return slowness.look(state.isConnected, state.isDrawing, state.word);
  };
  return { slowness, part, state, says };
}

test("a page that waits for nothing says nothing, however long", () => {
  const { says } = page();
  assert.deepEqual([says(), says(PATIENCE), says(600_000)], ["", "", ""]);
});

test("a change that is not answered for three seconds is named, until it is answered", () => {
  const { part, says } = page();
  part.reporter.isUnanswered = true;
  assert.equal(says(), "");
  assert.equal(says(PATIENCE - 1), "");
  assert.equal(says(1), SLOW);
  assert.equal(says(60_000), SLOW);
  part.reporter.isUnanswered = false;
  assert.equal(says(), "");
  part.reporter.isUnanswered = true; // another change waits as long again
  assert.deepEqual([says(), says(PATIENCE)], ["", SLOW]);
});

test("a server that answers one change after the other is not slow", () => {
  const { part, says } = page();
  part.reporter.isUnanswered = true;
  for (let seen = 1; seen < 9; seen++) {
    part.owner.seen = seen;
    assert.equal(says(PATIENCE - 1), "");
  }
  part.owner.session = "b"; // of a server that has restarted
  assert.equal(says(PATIENCE - 1), "");
});

test("nobody waits for the answer to a page that was left", () => {
  const { slowness, part, says } = page();
  part.reporter.isUnanswered = true;
  says();
  slowness.leave(part);
  assert.equal(says(PATIENCE), "");
});

test("a page that takes long to come is named; what is not there yet does not go on", () => {
  const { part, state, says } = page("");
  state.isDrawing = true;
  assert.deepEqual([says(), says(PATIENCE)], ["", "The server is slow to answer. Please wait."]);
  part.goesOn = MAPS;
  assert.equal(says(), SLOW);
  state.isDrawing = false;
  assert.equal(says(), "");
});

test("what is sent without a word of the server is named, as the click on a link to another page", () => {
  const { state, says } = page();
  state.word = "1";
  assert.deepEqual([says(), says(PATIENCE - 1)], ["", ""]);
  state.word = "2"; // it has answered, and something else was sent
  assert.deepEqual([says(1), says(PATIENCE)], ["", SLOW]);
  state.word = null;
  assert.equal(says(), "");
});

test("a lost connection is named before all else, and a short gap is not", () => {
  const { part, state, says } = page();
  state.isConnected = false;
  assert.equal(says(), "");
  state.isConnected = true;
  assert.equal(says(PATIENCE), "");
  state.isConnected = false;
  part.reporter.isUnanswered = true;
  assert.equal(says(), "");
  assert.equal(says(PATIENCE), `The connection to the server is lost. ${MAPS}`);
  part.goesOn = "";
  assert.equal(says(), "The connection to the server is lost. The page tries again by itself.");
  state.isConnected = true;
  part.reporter.isUnanswered = false;
  assert.equal(says(), "");
});
