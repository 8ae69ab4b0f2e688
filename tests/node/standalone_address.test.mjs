// The address of the page in one file.

import assert from "node:assert/strict";
import test from "node:test";
import { Address, PAUSE, STEP } from "../../static/standalone/address.js";

/** An address bar with its history, and the clock. */
function bar(href, isSaved = false) {
  const place = new URL(href);
  const calls = [];
  const history = { state: null };
  const go = (how) => (state, _, address) => {
    calls.push([how, address]);
    history.state = state;
    place.href = new URL(address, place).href;
  };
  let now = 0;
  Object.assign(history, { pushState: go("push"), replaceState: go("replace") });
  return { calls, place, at: (time) => (now = time), address: new Address(isSaved, place, history, () => now) };
}

test("the view is read after the number sign, or as the app writes it", () => {
  assert.equal(bar("https://site.example/a/").address.read(), null);
  assert.equal(bar("https://site.example/a/?stride=2").address.read().stride, "2");
  assert.equal(bar("https://site.example/a/?stride=2#stride=3").address.read().stride, "3");
  const broken = "picture=Cat&#38;activation=PReLU&#x26;stride&#61;2";
  const meant = { picture: "Cat", activation: "PReLU", stride: "2" };
  for (const sign of ["?", "#"]) assert.deepEqual(bar(`https://site.example/a/${sign}${broken}`).address.read(), meant);
  assert.equal(bar("https://site.example/a/?stride=2&#39").address.read().stride, undefined);
  assert.equal(bar("file:///C:/relu.html#picture=Street+at+dusk").address.read().picture, "Street at dusk");
});

test("a view is written at once, then once in a while, each a step of its own when the one before is old", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls, at } = bar("file:///relu.html");
  at(10_000);
  address.write({ stride: "2" }, 0);
  address.write({ stride: "3" }, 0);
  mock.timers.tick(0);
  assert.deepEqual(calls, [["push", "file:///relu.html#stride=3"]]);
  at(10_000 + PAUSE / 2);
  address.write({ stride: "4", hide: "kernel,bias" }, 0);
  mock.timers.tick(PAUSE / 2 - 1);
  assert.equal(calls.length, 1);
  mock.timers.tick(1);
  assert.deepEqual(calls[1], ["replace", "file:///relu.html#stride=4&hide=kernel,bias"]);
  at(10_000 + 2 * STEP);
  address.write({ stride: "4", hide: "kernel,bias" }, 0);
  mock.timers.tick(PAUSE);
  assert.equal(calls.length, 2);
  address.write({}, 0);
  mock.timers.tick(0);
  assert.deepEqual(calls[2], ["push", "file:///relu.html"]);
});

test("a link of the app gives way to the page's own", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls } = bar("https://site.example/?stride=2");
  address.write({ stride: "3" }, 0);
  mock.timers.tick(PAUSE);
  assert.equal(calls[0][1], "https://site.example/#stride=3");
  assert.equal(address.link({}), "https://site.example/");
});

test("a plain view has a name where the page opens on another one", () => {
  const { address, place } = bar("file:///relu.html", true);
  assert.equal(address.link({}), "file:///relu.html#plain");
  place.href = "file:///relu.html#plain";
  assert.notEqual(address.read(), null);
});

test("the address that has opened a view is spelled as the page does, which is no step to go back to", ({ mock }) => {
  const { address, calls } = bar("https://site.example/?size=512&picture=Cat&utm_source=mail");
  mock.timers.enable({ apis: ["setTimeout"] });
  address.write({ picture: "Cat" }, 0);
  address.opened({ picture: "Cat" }, 0);
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls, [["replace", "https://site.example/#picture=Cat"]]);
  address.opened({ picture: "Cat" }, 0);
  assert.equal(calls.length, 1);
});

test("what comes right after Back is a step of its own", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls, at, place } = bar("file:///relu.html");
  at(10_000);
  address.write({ w11: "5" }, 0);
  mock.timers.tick(0);
  place.href = "file:///relu.html#picture=Cat"; // Back
  address.opened({ picture: "Cat" }, 0);
  at(10_000 + STEP / 2);
  address.write({ picture: "Cat", w11: "7" }, 0);
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls.at(-1), ["push", "file:///relu.html#picture=Cat&w11=7"]);
});

test("a change that is undone at once is no step", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls, at } = bar("file:///relu.html#bias=1");
  at(10_000);
  address.write({ bias: "2" }, 0);
  address.write({ bias: "1" }, 0);
  mock.timers.tick(PAUSE);
  assert.equal(calls.length, 0);
});

test("each of two pictures of one's own has a step of its own, and its number", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls, at } = bar("file:///relu.html");
  at(10_000);
  address.write({ picture: "Your picture" }, 1);
  mock.timers.tick(0);
  assert.equal(address.upload, 1);
  address.write({ picture: "Your picture" }, 2);
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls.map(([how]) => how), ["push", "push"]);
  assert.equal(address.upload, 2);
});
