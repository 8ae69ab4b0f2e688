import assert from "node:assert/strict";
import { test } from "node:test";

import { keepOverReload } from "../../static/page/reload.js";

/** A page of a tab, which opens with the next answer of Python. */
function open(tab, href, pending = {}) {
  const page = new EventTarget();
  const commits = [];
  const model = Object.assign(new EventTarget(), { owner: { pending }, commit: (patch) => commits.push(patch) });
  const storage = {
    getItem: (name) => tab.get(name) ?? null,
    setItem: (name, text) => tab.set(name, text),
    removeItem: (name) => tab.delete(name),
  };
  keepOverReload(model, page, storage, { href });
  return { model, commits, receive: () => model.dispatchEvent(new Event("receive")), leave: () => page.dispatchEvent(new Event("pagehide")) };
}

test("what was pending is changed again after a reload, once", () => {
  const tab = new Map();
  open(tab, "/?w11=1", { w11: 7 }).leave();
  const { commits, receive } = open(tab, "/?w11=1");
  assert.deepEqual(commits, []);
  receive();
  receive();
  assert.deepEqual(commits, [{ w11: 7 }]);
  const third = open(tab, "/?w11=1");
  third.receive();
  assert.deepEqual(third.commits, []);
});

test("what was pending does not come back on another address", () => {
  const tab = new Map();
  open(tab, "/?w11=1", { w11: 7 }).leave();
  const { commits, receive } = open(tab, "/?picture=Cat");
  receive();
  assert.deepEqual(commits, []);
});

test("a page that leaves nothing behind opens as its address says", () => {
  const tab = new Map();
  open(tab, "/").leave();
  assert.equal(tab.size, 0);
});
