import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { followHash, PATIENCE, TIMES, watchAddress } from "../../static/page/address.js";

/** A model whose answers arrive by `answer`, and what it asked for. */
function watched(search) {
  const asked = [];
  const model = Object.assign(new EventTarget(), {
    query: "w11=2&picture=Step+edge",
    reporter: { send: () => {}, isLeaving: () => false, isSettled: true },
  });
  const place = { search };
  const page = new EventTarget();
  const server = { waiting: null };
  watchAddress(model, () => asked.push("run"), place, page, server);
  const answer = () => {
    model.dispatchEvent(new Event("receive"));
    mock.timers.tick(PATIENCE);
  };
  return { model, place, page, server, asked, answer };
}

test("an address that Python has written is left alone, whatever its order and spelling", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, answer } = watched("?picture=Step%20edge&embed=true&w11=2");
  answer();
  assert.deepEqual(asked, []);
  mock.timers.reset();
});

test("another one is written anew, some times until it is right", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { place, asked, answer } = watched("?w11=3&picture=Step+edge");
  answer();
  answer();
  assert.deepEqual(asked, ["run", "run"]);
  place.search = "?picture=Step+edge&w11=2";
  answer();
  assert.equal(asked.length, 2);
  place.search = "";
  for (let k = 0; k < 3 * TIMES; k += 1) answer();
  assert.equal(asked.length, 2 + TIMES);
  mock.timers.reset();
});

test("after Back, Python has time to answer", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, place, page, asked } = watched("?picture=Step+edge&w11=2");
  model.dispatchEvent(new Event("receive"));
  mock.timers.tick(PATIENCE - 1);
  place.search = "?picture=Step+edge";
  page.dispatchEvent(new Event("popstate"));
  mock.timers.tick(PATIENCE - 1);
  assert.deepEqual(asked, []);
  mock.timers.tick(1);
  assert.deepEqual(asked, ["run"]);
  mock.timers.reset();
});

test("Back that a server without a word has not heard of is not overtaken", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, place, page, server, asked, answer } = watched("?picture=Step+edge&w11=2");
  place.search = "?picture=Step+edge";
  server.waiting = "the run of Back";
  page.dispatchEvent(new Event("popstate"));
  mock.timers.tick(20 * PATIENCE);
  assert.deepEqual(asked, []);
  server.waiting = null;
  model.query = "picture=Step+edge";
  answer();
  assert.deepEqual(asked, []);
  place.search = "?picture=Cat";
  server.waiting = "another one, which is lost";
  page.dispatchEvent(new Event("popstate"));
  mock.timers.tick(PATIENCE);
  server.waiting = null;
  mock.timers.tick(PATIENCE);
  assert.deepEqual(asked, ["run"]);
  mock.timers.reset();
});

test("an address that Python has just written waits for the answer that says so", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, place, asked } = watched("?picture=Step+edge&w11=2");
  model.dispatchEvent(new Event("receive"));
  mock.timers.tick(PATIENCE - 1);
  place.search = "?picture=Cat";
  mock.timers.tick(PATIENCE);
  assert.deepEqual(asked, []);
  model.query = "picture=Cat";
  model.dispatchEvent(new Event("receive"));
  mock.timers.tick(2 * PATIENCE);
  assert.deepEqual(asked, []);
  mock.timers.reset();
});

test("nothing is asked for while answers come, a change is on its way, or another page is", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, asked, answer } = watched("");
  model.dispatchEvent(new Event("receive"));
  mock.timers.tick(PATIENCE - 1);
  model.reporter.isSettled = false;
  answer();
  model.reporter = { ...model.reporter, isSettled: true, isLeaving: () => true };
  answer();
  model.reporter = { ...model.reporter, isLeaving: () => false, send: null };
  answer();
  assert.deepEqual(asked, []);
  mock.timers.reset();
});

test("a view after the number sign is opened as one after the question mark, at first and later", () => {
  const opened = [];
  const place = { hash: "#stride=2&picture=Cat", replace: (address) => opened.push(address) };
  const page = new EventTarget();
  followHash(place, page);
  assert.deepEqual(opened, ["?stride=2&picture=Cat"]);
  place.hash = "#a-heading";
  page.dispatchEvent(new Event("hashchange"));
  place.hash = "#bias=1";
  page.dispatchEvent(new Event("hashchange"));
  assert.deepEqual(opened, ["?stride=2&picture=Cat", "?bias=1"]);
});
