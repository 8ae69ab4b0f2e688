// How guesses outlive a reload: run with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

import { beginSession, draftOf, forgetGuesses, keepDraft, keepGuess, keepGuesses } from "../../static/components/guesses.js";

const ONE = { rectifier: { place: 1, hands: [] } };
const OTHER = { corner: { place: null, hands: [1, 2, 3] } };

/** A tab whose sessions send messages; `given` has what each new session is given. */
function tab() {
  const items = new Map();
  const storage = { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) };
  const given = [];
  const send = (guesses, isNew) => keepGuesses({ guesses, isNew }, storage, (kept) => given.push(kept));
  return {
    given,
    send,
    press: (address, guess) => keepGuess(address, guess, storage),
    count: (address, draft) => keepDraft(address, draft, storage),
    forget: () => forgetGuesses(storage),
    reload: () => beginSession(storage),
    draft: (address) => draftOf(address, storage),
  };
}

test("a session after a reload is given what the one before had revealed, and nothing twice", () => {
  const { given, send } = tab();
  send({}, true);
  send(ONE, true);
  assert.deepEqual(given, []);
  send({}, true); // the page was reloaded
  assert.deepEqual(given, [ONE]);
  send(ONE, false);
  assert.deepEqual(given, [ONE]);
});

test("a guess is kept before the session answers", () => {
  const { given, send, press } = tab();
  send({}, true);
  press("rectifier", ONE.rectifier);
  send({}, true); // the page was reloaded
  assert.deepEqual(given, [ONE]);
});

test("what is revealed before the kept guesses arrive is not lost, nor are they", () => {
  const { given, send } = tab();
  send(ONE, true);
  send(OTHER, true); // another session
  assert.deepEqual(given, [ONE]);
  send({ ...ONE, ...OTHER }, false);
  send({}, true);
  assert.deepEqual(given.at(-1), { ...ONE, ...OTHER });
});

test("what was forgotten is not given back", () => {
  const { given, send } = tab();
  send(ONE, true);
  send({}, false); // the next class
  send({}, true);
  assert.deepEqual(given, []);
});

test("what is counted before the answer is there again until the answer is, or the next class", () => {
  const { send, press, count, draft } = tab();
  assert.equal(draft("corner"), null);
  for (const address of ["corner", "rectifier", "folds"]) count(address, OTHER.corner);
  press("corner", OTHER.corner);
  send(OTHER, true);
  assert.deepEqual(["corner", "rectifier"].map(draft), [null, OTHER.corner]);
  send({}, false); // the next class
  assert.equal(draft("rectifier"), null);
});

test("the tab forgets at once, before the session answers", () => {
  const { given, send, count, draft, forget } = tab();
  send(ONE, true);
  count("corner", OTHER.corner);
  forget();
  send({}, true); // the page was reloaded
  assert.deepEqual(given, []);
  assert.equal(draft("corner"), null);
});

test("a message that was on its way when the tab forgot brings nothing back", () => {
  const { given, send, forget, reload } = tab();
  send({}, true);
  send(ONE, true);
  forget();
  send({}, true);
  send(ONE, true);
  reload();
  send({}, true);
  assert.deepEqual(given, []);
  send(ONE, true); // revealed by the next class
  send({}, true);
  assert.deepEqual(given, [ONE]);
});

test("where the browser keeps nothing, nothing happens", () => {
  keepGuesses({ guesses: ONE, isNew: true }, null, assert.fail);
  keepGuess("rectifier", ONE.rectifier, null);
  forgetGuesses(null);
  assert.equal(draftOf("rectifier", null), null);
});
