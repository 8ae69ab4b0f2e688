// The address of the page in one file.

import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { Address, PAUSE, STEP } from "../../static/standalone/address.js";

/** An address bar with its history, and the clock. */
function bar(href, isSaved = false) {
  const place = new URL(href);
  const calls = [];
  const go = (how) => (_, __, address) => {
    calls.push([how, address]);
    place.href = new URL(address, place).href;
  };
  let now = 0;
  const history = { pushState: go("push"), replaceState: go("replace") };
  return { calls, place, at: (time) => (now = time), address: new Address(isSaved, place, history, () => now) };
}

test("the view is read after the number sign, or as the app writes it", () => {
  assert.equal(bar("https://site.example/a/").address.read(), null);
  assert.equal(bar("https://site.example/a/?stride=2").address.read().stride, "2");
  assert.equal(bar("https://site.example/a/?stride=2#stride=3").address.read().stride, "3");
  assert.equal(bar("file:///C:/relu.html#picture=Street+at+dusk").address.read().picture, "Street at dusk");
});

test("a view is written once in a while, each step of its own when the one before is old", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { address, calls, at } = bar("file:///relu.html");
  at(10_000);
  address.write({ stride: "2" });
  address.write({ stride: "3" });
  assert.deepEqual(calls, []);
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls, [["push", "file:///relu.html#stride=3"]]);
  at(10_000 + STEP / 2);
  address.write({ stride: "4", hide: "kernel,bias" });
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls[1], ["replace", "file:///relu.html#stride=4&hide=kernel,bias"]);
  at(20_000);
  address.write({ stride: "4", hide: "kernel,bias" });
  mock.timers.tick(PAUSE);
  assert.equal(calls.length, 2);
  address.write({});
  mock.timers.tick(PAUSE);
  assert.deepEqual(calls[2], ["push", "file:///relu.html"]);
  mock.timers.reset();
});

test("a link of the app gives way to the page's own", () => {
  const { address, calls } = bar("https://site.example/?stride=2");
  address.write({ stride: "3" });
  address.now();
  assert.equal(calls[0][1], "https://site.example/#stride=3");
  assert.equal(address.link({}), "https://site.example/");
});

test("a plain view has a name where the page opens on another one", () => {
  const { address, place } = bar("file:///relu.html", true);
  assert.equal(address.link({}), "file:///relu.html#plain");
  place.href = "file:///relu.html#plain";
  assert.notEqual(address.read(), null);
});

test("the address that has opened a view is spelled as the page does, which is no step to go back to", () => {
  const { address, calls } = bar("https://site.example/?size=512&picture=Cat&utm_source=mail");
  address.write({ picture: "Cat" });
  address.opened({ picture: "Cat" });
  address.now();
  assert.deepEqual(calls, [["replace", "https://site.example/#picture=Cat"]]);
  address.opened({ picture: "Cat" });
  assert.equal(calls.length, 1);
});
