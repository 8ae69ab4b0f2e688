import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Back, PAUSE } from "../../static/page/back.js";

/** What the page does when its connection is there again, through which something came last at a time; it has gone back at 5. */
function done(heard, { meanwhile = (_page, _place) => {}, hasGone = true } = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const page = new EventTarget();
  const place = { href: "/" };
  const told = [];
  const back = new Back(page, place, { back: () => told.push("back") }, () => 5);
  if (hasGone) page.dispatchEvent(new Event("popstate"));
  page.addEventListener("popstate", () => told.push("popstate"));
  back.returned(heard);
  meanwhile(page, place);
  mock.timers.tick(PAUSE);
  mock.timers.reset();
  return told;
}

test("Back is told once more when a line is replaced that has swallowed it", () => {
  assert.deepEqual(done(5), ["popstate"]);
  assert.deepEqual(done(6), []); // something came through the line after that
  assert.deepEqual(done(-Infinity, { hasGone: false }), []);
});

test("the page goes back from the address that the server has written meanwhile, but not from the visitor's own", () => {
  const write = (_page, place) => Object.assign(place, { href: "/?stride=2" });
  assert.deepEqual(done(5, { meanwhile: write }), ["back"]);
  const act = (page, place) => {
    page.dispatchEvent(new Event("pointerdown"));
    write(page, place);
  };
  assert.deepEqual(done(5, { meanwhile: act }), []);
});
