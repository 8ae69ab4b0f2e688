import assert from "node:assert/strict";
import { test } from "node:test";

import { keepPlain } from "../../static/page/plain_address.js";

/** A browser whose page is at an address; returns what was pushed after these steps. */
function pushed(start, steps) {
  let href = `http://localhost:8501${start}`;
  const place = {
    get href() { return href; },
    get pathname() { return new URL(href).pathname; },
  };
  const addresses = [];
  const history = {
    pushState: (_state, _unused, url) => {
      href = new URL(url, href).href;
      addresses.push(url);
    },
  };
  keepPlain(history, place, (name) => name === "corner");
  for (const url of steps) history.pushState({}, "", url);
  return addresses;
}

test("the way from a lesson to a view of the explorer is one step", () => {
  assert.deepEqual(pushed("/corner", ["/corner?stride=2", "/?stride=2"]), ["/?stride=2"]);
  assert.deepEqual(pushed("/app/corner/", ["/app/corner/?stride=2", "/app/?stride=2"]), ["/app/?stride=2"]);
});

test("a view's own changes are steps, and so are all changes of the page", () => {
  const steps = ["/?stride=2", "/corner", "/network?picture=Rocket", "/network?picture=Blob", "/"];
  assert.deepEqual(pushed("/", steps), steps);
});
