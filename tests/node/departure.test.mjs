import assert from "node:assert/strict";
import { beforeEach, afterEach, mock, test } from "node:test";

import { noticeDeparture, PATIENCE, PRESS, SENDING } from "../../static/page/departure.js";

let now = 0;
beforeEach(() => {
  mock.method(performance, "now", () => now);
  mock.timers.enable({ apis: ["setTimeout"] });
});
afterEach(() => {
  mock.restoreAll();
  mock.timers.reset();
});
globalThis.MouseEvent = class extends Event {
  constructor(kind, { bubbles = false, cancelable = false, ctrlKey = false, button = 0 }) {
    super(kind, { bubbles, cancelable });
    Object.assign(this, { ctrlKey, button });
  }
};

/** A page, its address, and clicks on links. */
function page() {
  const target = new EventTarget();
  const place = { origin: "http://here", pathname: "/", href: "http://here/?w11=1" };
  const departure = noticeDeparture(target, place);
  const opened = [];
  target.addEventListener("click", (event) => opened.push(event));
  const click = (link, keys = {}, kind = "click") => {
    const closest = () => (link ? { origin: place.origin, target: "", download: "", ...link } : null);
    const dispatchEvent = (event) => {
      Object.defineProperty(event, "target", { value: { closest, dispatchEvent } });
      return target.dispatchEvent(event);
    };
    return dispatchEvent(Object.assign(new Event(kind, { cancelable: true }), { button: 0 }, keys));
  };
  return { place, departure, click, opened };
}

test("a click on a link to another page is a departure", () => {
  const { departure, click } = page();
  assert.equal(departure.isUnderWay(), false);
  assert.equal(departure.from(), "");
  click({ pathname: "/experiments" });
  assert.equal(departure.isUnderWay(), true);
  assert.equal(departure.from(), "http://here/?w11=1");
});

test("a click that opens no other page in the place of this one is none", () => {
  const { departure, click } = page();
  click(null);
  click({ pathname: "/" });
  click({ pathname: "/bank", origin: "http://elsewhere" });
  click({ pathname: "/bank", target: "_blank" });
  click({ pathname: "/files", download: "a.csv" });
  click({ pathname: "/bank" }, { button: 1 });
  assert.equal(departure.isUnderWay(), false);
});

test("a page that does not come is not waited for", () => {
  const { departure, click } = page();
  click({ pathname: "/bank" });
  now += PATIENCE;
  assert.equal(departure.isUnderWay(), false);
});

test("another address is a departure, by Back too", () => {
  const { departure, place } = page();
  place.pathname = "/bank";
  assert.equal(departure.isUnderWay(), true);
});

test("nothing is noticed after the end", () => {
  const { departure, click } = page();
  departure.stop();
  click({ pathname: "/bank" });
  assert.equal(departure.isUnderWay(), false);
});

test("a link that is pressed holds what leaving a field would report, for a moment if no click follows", () => {
  const { departure, click } = page();
  click({ pathname: "/bank" }, {}, "pointerdown");
  assert.equal(departure.isUnderWay(), true);
  now += PRESS;
  assert.equal(departure.isUnderWay(), false);
});

test("a click waits until what was reported before it has been sent, and keeps its keys", () => {
  const { click, opened, departure } = page();
  assert.equal(click({ pathname: "/bank" }, { ctrlKey: true }), false);
  assert.equal(departure.isUnderWay(), true);
  mock.timers.tick(SENDING - 1);
  assert.equal(opened.length, 0);
  mock.timers.tick(1);
  assert.deepEqual(opened.map(({ type, ctrlKey }) => [type, ctrlKey]), [["click", true]]);
  mock.timers.tick(1000);
  assert.equal(opened.length, 1);
});

test("a click that does not lead away is left alone", () => {
  const { click, opened } = page();
  assert.equal(click({ pathname: "/" }), true);
  assert.equal(click(null), true);
  assert.equal(opened.length, 2);
});
