import assert from "node:assert/strict";
import { test } from "node:test";

import { keepInTab, keepOverReload } from "../../static/page/reload.js";

/** What a tab keeps. @param {Map<string, string>} tab */
const storageOf = (tab) => ({
  getItem: (name) => tab.get(name) ?? null,
  setItem: (name, text) => tab.set(name, text),
  removeItem: (name) => tab.delete(name),
});

/** A page of a tab, which opens with the next answer of Python; `pending` has been changed and is not confirmed. */
function open(tab, href, pending = {}) {
  const page = new EventTarget();
  const commits = [];
  const owner = { pending, settings: { w11: 0, bias: 0, ...pending } };
  const model = Object.assign(new EventTarget(), { owner, commit: (patch) => commits.push(patch) });
  const place = { href };
  keepOverReload(model, page, storageOf(tab), place);
  const fire = (name) => page.dispatchEvent(new Event(name));
  const leave = () => (fire("beforeunload"), fire("pagehide"));
  return { owner, place, commits, receive: () => model.dispatchEvent(new Event("receive")), fire, leave };
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

test("what is confirmed while the reload is on its way is changed again, as it is last", () => {
  for (const now of ["/", "/?w11=8"]) {
    const tab = new Map();
    const first = open(tab, "/", { w11: 7 });
    first.fire("beforeunload");
    Object.assign(first.owner, { pending: { bias: 1 }, settings: { w11: 8, bias: 1 } });
    first.place.href = "/?w11=8";
    first.fire("pagehide");
    const { commits, receive } = open(tab, now);
    receive();
    assert.deepEqual(commits, [{ w11: 8, bias: 1 }]);
  }
});

test("a download, for which the page does not go, leaves nothing behind for a later reload", () => {
  const tab = new Map();
  const { owner, fire, leave } = open(tab, "/", { w11: 7 });
  fire("beforeunload");
  owner.pending = {};
  leave();
  assert.equal(tab.size, 0);
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

/** A page of a tab that keeps its view; `kept` is what it finds when it opens. */
function show(tab, href, view, isReloaded = false) {
  const page = new EventTarget();
  const place = { href };
  const kept = keepInTab("view", () => view, page, storageOf(tab), place, isReloaded);
  return { place, kept, fire: (name) => page.dispatchEvent(new Event(name)) };
}

test("a view that the address does not have when the page goes is there when it comes back, once", () => {
  const tab = new Map();
  show(tab, "/#stride=2", { stride: "3" }).fire("pagehide");
  const { kept } = show(tab, "/#stride=2");
  assert.deepEqual(kept(), { stride: "3" });
  assert.equal(kept(), null);
  show(tab, "/#stride=2", { stride: "3" }).fire("pagehide");
  assert.equal(show(tab, "/#bias=1").kept(), null);
});

test("a reload goes to the address that the page had when it was asked for", () => {
  const tab = new Map();
  const first = show(tab, "/#stride=2", { stride: "3" });
  first.fire("beforeunload");
  first.place.href = "/#stride=3"; // written while the reload is on its way
  first.fire("pagehide");
  assert.deepEqual(show(tab, "/#stride=2").kept(), { stride: "3" });
});

test("a reload that goes to an older address, as in WebKit, finds the view all the same, but a link does not", () => {
  const tab = new Map();
  show(tab, "/#stride=3", { stride: "3" }).fire("pagehide");
  const { kept } = show(tab, "/#stride=2", {}, true);
  assert.deepEqual(kept(), { stride: "3" });
  assert.equal(kept(), null);
  show(tab, "/#stride=3", { stride: "3" }).fire("pagehide");
  assert.equal(show(tab, "/#stride=2").kept(), null);
});

test("a tab that keeps nothing finds nothing", () => {
  const kept = keepInTab("view", () => ({}), new EventTarget(), null, { href: "/" });
  assert.equal(kept(), null);
});
