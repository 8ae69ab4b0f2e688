import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { rowProfile } from "../../static/core/profiles.js";
import { mapFacts, pixelFacts } from "../../static/core/readouts.js";
import { DEFAULTS } from "../../static/core/settings.js";
import { Model } from "../../static/model/model.js";
import { differs } from "../../static/model/reader.js";

const SETTINGS = { ...DEFAULTS, row: 2, col: 1 };
const picture = { values: Float32Array.from({ length: 48 }, (_, k) => ((k * 7) % 11) / 10), rows: 6, cols: 8 };

beforeEach(() => mock.restoreAll());

/** A model with a picture, Python's answers to it, and what the browser says of it itself. */
function shown() {
  const model = new Model(() => 0);
  let number = 0;
  model.store.receivePicture("a", picture);
  const answer = (settings, facts = null) => {
    number += 1;
    model.receive({ answer: { settings, seen: model.owner.revision, session: "one", number }, picture: "a", facts, experiment: "", hidden: [] });
  };
  answer(SETTINGS);
  const own = () => {
    const { image, layer, view } = model.store.computed;
    const { row, col, direction } = model.settings;
    const pixel = pixelFacts({ image, layer, settings: view.layer, cursor: { row, col }, direction });
    return { ...pixel, ...mapFacts({ layer, settings: view.layer }) };
  };
  return { model, answer, own };
}

test("without Python the browser says it all itself", () => {
  const { model, own } = shown();
  assert.deepEqual({ ...model.reader.pixel, ...model.reader.map }, own());
});

test("Python's words are shown as long as the view is the one they are about", () => {
  const { model, answer, own } = shown();
  const facts = { ...own() };
  answer(SETTINGS, facts);
  assert.equal(model.reader.pixel, facts);
  assert.equal(model.reader.map, facts);
  model.change({ bias: 0.5 });
  assert.notEqual(model.reader.pixel, facts);
  assert.deepEqual({ ...model.reader.pixel, ...model.reader.map }, own());
  model.change({ bias: 0 });
  assert.equal(model.reader.map, facts);
});

test("while a picture is on its way, Python's words about it are not shown under the one before", () => {
  const { model, answer, own } = shown();
  answer(SETTINGS, { ...own(), headline: "about the next picture" });
  model.store.showPicture("b");
  assert.notEqual(model.reader.pixel.headline, "about the next picture");
});

test("a difference between Python and the browser is said once, and Python is shown", () => {
  const { model, answer, own } = shown();
  const error = mock.method(console, "error", () => {});
  answer(SETTINGS, { ...own(), headline: "Along row 2 there is nothing." });
  assert.equal(model.reader.pixel.headline, "Along row 2 there is nothing.");
  assert.match(model.reader.map.map_message, /./);
  assert.equal(error.mock.callCount(), 1);
  assert.match(error.mock.calls[0].arguments[0], /headline: .*Along row 2 there is nothing\./);
});

test("where both agree nothing is said", () => {
  const { model, answer, own } = shown();
  const error = mock.method(console, "error", () => {});
  answer(SETTINGS, JSON.parse(JSON.stringify(own())));
  assert.ok(model.reader.pixel.headline);
  assert.equal(error.mock.callCount(), 0);
});

test("the line is the same object as long as it is the same line", () => {
  const { model } = shown();
  const { line } = model.reader;
  const { image, layer } = model.store.computed;
  assert.deepEqual(line, rowProfile(image, layer, 2, "Row"));
  for (const patch of [{ col: 5 }, { palette: "Signed grey" }]) {
    model.change(patch);
    assert.equal(model.reader.line, line);
  }
  for (const patch of [{ row: 3 }, { direction: "Column" }, { col: 2 }, { bias: 1 }, { activation: "GELU" }]) {
    const before = model.reader.line;
    model.change(patch);
    assert.notEqual(model.reader.line, before, JSON.stringify(patch));
  }
});

test("texts agree when their numbers differ by the last digit, or a count by one or two in a hundred", () => {
  for (const [one, other] of [["sum 0.25", "sum 0.26"], ["\u22121.0 to 3.9", "\u22121.1 to 4.0"], ["12 %", "13 %"], ["1000 values", "1020 values"], ["", ""]]) {
    assert.equal(differs(one, other), "", `${one} | ${other}`);
    assert.equal(differs(other, one), "");
  }
});

test("texts differ in a word, a sign, a count that is further off, and in more than the last digit", () => {
  const pairs = [
    ["sum 0.25", "sum 0.27"], ["sum 0.25", "sum 0.250"], ["sum 0.25", "sums 0.25"], ["\u22120.1", "0.1"], ["12 times", "14 times"], ["1000 values", "1030 values"],
    ["1 2", "1"], ["0.1", ""], ["once", "twice"],
  ];
  for (const [one, other] of pairs) assert.equal(differs(one, other), `${one} | ${other}`);
});

test("a difference is found at any depth, and named by its place", () => {
  const own = { line: "a 0.1", rows: [{ name: "x", before: "1.0" }, { name: "y", before: "2.0" }], more: "of the browser" };
  assert.equal(differs(own, { line: "a 0.2", rows: [{ name: "x", before: "1.0" }, { name: "y", before: "2.1" }] }), "");
  assert.equal(differs(own, { rows: [{ name: "x", before: "1.0" }, { name: "z", before: "2.0" }] }), "rows: 1: name: y | z");
  assert.equal(differs(own, { missing: "text" }), "missing:  | text");
});

test("the line of a pinned view lies at the same fraction of its own picture, on the way of the current one", () => {
  const { model } = shown();
  assert.equal(model.reader.pinnedLine, null);
  const small = { values: Float32Array.from({ length: 12 }, (_, k) => ((k * 5) % 7) / 10), rows: 3, cols: 4 };
  model.store.receivePicture("b", small);
  model.store.pin({ settings: { ...DEFAULTS, bias: 1 }, picture: "b" });
  const { image, layer } = model.store.computed.pinned;
  for (const [patch, index] of [[{ row: 5 }, 2], [{ row: 2 }, 1], [{ direction: "Column", col: 3 }, 1], [{ col: 7 }, 3]]) {
    model.change(patch);
    assert.deepEqual(model.reader.pinnedLine, rowProfile(image, layer, index, String(model.settings.direction)));
  }
  assert.equal(model.reader.pinnedLine, model.reader.pinnedLine);
});
