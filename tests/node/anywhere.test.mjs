import assert from "node:assert/strict";
import { test } from "node:test";

/** As much of an element as a notice needs. */
class Place extends EventTarget {
  append(...children) { for (const child of children) if (child instanceof Place) child.parentElement = this; }
  remove() {}
  contains() { return false; }
  setAttribute() {}
  removeAttribute() {}
  getAttribute() { return null; }
  matches() { return false; }
}
class Field extends Place {
  type = "file";
}
const own = new Field();
const page = Object.assign(new Place(), {
  documentElement: new Place(),
  body: new Place(),
  createElement: () => new Place(),
  querySelector: (selector) => (selector.startsWith(".st-key-anywhere") ? own : null),
});
class Transfer {
  files = [];
  items = { add: (file) => this.files.push(file) };
}
const view = Object.assign(new EventTarget(), { self: 1, top: 1 });
Object.assign(globalThis, { document: page, window: view, location: { href: "http://localhost/" }, HTMLInputElement: Field, DataTransfer: Transfer });
const { Anywhere } = await import("../../static/components/anywhere.js");
const { silence } = await import("../../static/page/silence.js");
const READING = "Reading the picture …";
const LATER = "The connection is lost. This page sends the picture as soon as it is back.";
/** The start of a PNG of 8 x 8 pixels. */
const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);

/** Choose a file in the dialog. @param {File} file */
function choose(file) {
  const event = new Event("change");
  Object.defineProperty(event, "target", { value: Object.assign(new Field(), { files: [file] }) });
  page.dispatchEvent(event);
}

/** Drop a file on the page. @param {File} file */
function drop(file) {
  const event = new Event("drop");
  Object.assign(event, { dataTransfer: { types: ["Files"], files: [file] } });
  page.documentElement.dispatchEvent(event);
}

const holds = (session, files = {}) => ({ number: 0, text: "", offers: false, waits: 120, holding: { session, upload: 0, files, pinned: null } });

test("a choice that has arrived and has become no picture is sent to no later session", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const anywhere = new Anywhere();
  t.after(() => anywhere.leave());
  const asked = t.mock.fn();
  anywhere.ask = asked;
  anywhere.receive(holds("a"));
  const file = new File(["1"], "mine.png");
  choose(file);
  anywhere.keep("one", file);
  anywhere.expect("one");
  own.files = [];
  t.mock.timers.tick(4_000);
  t.mock.timers.tick(8_000);
  assert.equal(asked.mock.callCount(), 2);
  anywhere.receive(holds("b"));
  t.mock.timers.tick(20_000);
  assert.deepEqual(own.files, []);
});

test("a picture that is dropped without a connection waits for it, and says so", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const anywhere = new Anywhere();
  t.after(() => anywhere.leave());
  anywhere.receive(holds("a"));
  t.after(() => silence.look(true));
  silence.look(false);
  drop(new File([PNG], "mine.png"));
  for (let k = 0; k < 100 && anywhere.text.textContent === READING; k++) await new Promise(setImmediate);
  assert.equal(anywhere.text.textContent, LATER);
  own.files = [];
  silence.look(true);
  assert.equal(anywhere.text.textContent, READING);
  t.mock.timers.tick(3_000);
  assert.deepEqual(own.files.map(({ name }) => name), ["mine.png"]);
});

test("one that has left sends nothing more, whatever it is still told", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const anywhere = new Anywhere();
  const asked = t.mock.fn();
  anywhere.ask = asked;
  anywhere.receive(holds("a"));
  const file = new File(["1"], "mine.png");
  choose(file);
  anywhere.keep("one", file);
  anywhere.expect("one");
  assert.equal(anywhere.leave(), anywhere.kept);
  own.files = [];
  anywhere.expect("one");
  anywhere.fail(file, 0);
  silence.onEnd();
  t.mock.timers.tick(30_000);
  assert.deepEqual([asked.mock.callCount(), own.files], [0, []]);
});
