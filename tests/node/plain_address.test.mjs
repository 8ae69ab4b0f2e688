import assert from "node:assert/strict";
import { test } from "node:test";

import { keepPlain } from "../../static/page/plain_address.js";

/** A browser whose page is at an address; returns its history after these steps. A step without a "/" is an event. */
function pushed(start, steps) {
  const page = new EventTarget();
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
    replaceState: (_state, _unused, url) => {
      href = new URL(url, href).href;
      addresses.splice(-1, 1, url);
    },
  };
  keepPlain(history, place, (name) => name === "corner", page);
  for (const step of steps) {
    if (step.startsWith("/")) history.pushState({}, "", step);
    else page.dispatchEvent(new Event(step));
  }
  return addresses;
}

test("the way from a lesson to a view of the explorer is one step", () => {
  assert.deepEqual(pushed("/corner", ["/corner?stride=2", "/?stride=2"]), ["/?stride=2"]);
  assert.deepEqual(pushed("/app/corner/", ["/app/corner/?stride=2", "/app/?stride=2"]), ["/app/?stride=2"]);
});

test("a view's own changes are steps, and so are all changes of the page", () => {
  const steps = ["/?stride=2", "/corner", "/network?picture=Rocket", "pointerdown", "/network?picture=Blob", "/"];
  assert.deepEqual(pushed("/", steps), steps.filter((step) => step.startsWith("/")));
});

test("the address that a page gets when it is opened is no step of its own", () => {
  const opened = ["/network", "/network?change=Negative", "/network?change=Grey"];
  assert.deepEqual(pushed("/?stride=2", opened), ["/network?change=Grey"]);
  for (const act of ["pointerdown", "keydown", "drop", "paste", "popstate"]) {
    assert.deepEqual(pushed("/", [...opened, act, "/network?change=As"]), ["/network?change=Grey", "/network?change=As"]);
  }
});

test("the page that a misspelt address means takes its place", () => {
  assert.deepEqual(pushed("/Corner?stride=2", ["/corner?stride=2"]), ["/corner?stride=2"]);
  for (const start of ["/app/Corner).", "/app/CORNER?utm_source=mail", "/app/corner%2E"]) assert.deepEqual(pushed(start, ["/app/corner", "keydown", "/app/"]), ["/app/corner", "/app/"], start);
  assert.deepEqual(pushed("/%E4", ["pointerdown", "/corner"]), ["/corner"]);
  assert.deepEqual(pushed("/pooling", ["pointerdown", "/", "pointerdown", "/corner"]), ["/", "/corner"]);
});

test("parameters that are written before the name of their page are no step of the page before", () => {
  const way = ["/?stride=2", "pointerdown", "/?change=Negative", "/network?change=Negative"];
  assert.deepEqual(pushed("/", way), ["/?stride=2", "/network?change=Negative"]);
  assert.deepEqual(pushed("/", ["/?stride=2", "pointerdown", "/network?stride=2"]), ["/?stride=2", "/network?stride=2"]);
  assert.deepEqual(pushed("/", ["/?stride=2", "/corner?stride=2"]), ["/?stride=2", "/corner?stride=2"]); // those are not its own
});

test("Back from a page that was opened with a misspelt address goes past that", () => {
  const page = new EventTarget();
  const place = { pathname: "/corner", get href() { return `http://localhost${this.pathname}`; } };
  let backs = 0;
  keepPlain({ pushState: () => {}, replaceState: () => {}, back: () => (backs += 1) }, place, () => false, page);
  const come = (pathname) => {
    place.pathname = pathname;
    page.dispatchEvent(new Event("popstate"));
    return backs;
  };
  assert.deepEqual(["/pooling", "/corner", "/Corner).", "/", "/corner"].map(come), [0, 0, 1, 1, 1]);
});

test("the first address is a step in one spelling only", () => {
  const page = new EventTarget();
  const open = (opened, href) => {
    const place = { pathname: "/app/", href };
    const steps = [];
    const note = (name) => (_state, _unused, url) => {
      place.href = new URL(url, place.href).href;
      steps.push(name);
    };
    const history = { pushState: note("push"), replaceState: note("replace"), back: () => steps.push("back") };
    keepPlain(history, place, () => false, page, opened);
    return { place, steps, history };
  };
  const [first, right] = ["http://localhost/app/?stride=2&activation=Relux", "http://localhost/app/?stride=2"];
  const early = open(first, first); // the module came before the address was written
  early.history.pushState({}, "", "?stride=2");
  for (const act of ["click", "input"]) {
    page.dispatchEvent(new Event(act));
    early.history.pushState({}, "", `?stride=3&${act}`);
  }
  assert.deepEqual(early.steps, ["replace", "push", "push"]);
  const late = open(first, right);
  late.history.pushState({}, "", "?stride=3");
  for (const href of [right, first, right]) {
    late.place.href = href;
    page.dispatchEvent(new Event("popstate"));
  }
  assert.deepEqual(late.steps, ["push", "back"]);
  assert.deepEqual(open("http://localhost/other?stride=2", right).steps, []);
});
