import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { Model } from "../../static/model/model.js";
import { REST } from "../../static/page/rest.js";
import { Spoken } from "../../static/scope/spoken.js";
import { regionOf } from "./region.mjs";

const OWN = { ...DEFAULTS, picture: "Your picture", row: 2, col: 1 };
const A = { settings: { ...OWN, bias: 0.01 }, picture: "own" };
const KEPT = { session: "one", upload: 7, picture: "own", pinned: A };
const LOST = { session: "two", upload: 0, picture: "sample", pinned: null };

let said;
let model;
let spoken;
let number;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.document = /** @type {any} */ ({ activeElement: null, createElement: () => Object.assign(regionOf([]), { append() {} }) });
  said = [];
  number = 0;
  model = new Model(() => 0);
  const picture = (step) => ({ values: Float32Array.from({ length: 48 }, (_, k) => ((k * step) % 11) / 10), rows: 6, cols: 8 });
  model.store.receivePicture("own", picture(7));
  model.store.receivePicture("sample", picture(0));
  answer(OWN, KEPT);
  spoken = new Spoken(rootOf(said), model);
  heard();
});
afterEach(() => {
  spoken.close();
  mock.timers.reset();
  delete globalThis.document;
});

/** The scope's element, as far as it is spoken. @param {string[]} texts  that come into the live region */
function rootOf(texts) {
  const words = { children: [], append: (one) => words.children.push(one), lastElementChild: { remove: () => words.children.pop() } };
  const places = { ".scope-spoken": regionOf(texts), ".scope-alternatives": words };
  return /** @type {any} */ ({ querySelector: (name) => places[name] ?? regionOf([]) });
}

/** Python answers: with these settings, and what its session has. */
function answer(settings, { session, upload, picture, pinned }) {
  number += 1;
  const seen = model.owner.revision;
  model.receive({ answer: { settings, seen, session, number, upload }, picture, facts: null, experiment: "", hidden: [], pinned });
}

/** What has been said by now. */
function heard() {
  mock.timers.tick(REST);
  return said.splice(0).filter(Boolean);
}

/** The headline of what is shown. */
const headline = () => model.reader.pixel.headline;

test("what a server has forgotten is not said, nor that it is back, one after the other", () => {
  const before = headline();
  answer(OWN, LOST);
  assert.notEqual(headline(), before);
  assert.deepEqual(heard(), []);
  answer(OWN, { ...LOST, upload: 7, pinned: { ...A, picture: "sample" } });
  assert.deepEqual(heard(), []);
  answer(OWN, { ...KEPT, session: "two" });
  assert.deepEqual(heard(), []);
});

test("a change after all is back is said as ever", () => {
  answer(OWN, LOST);
  heard();
  answer(OWN, { ...KEPT, session: "two" });
  heard();
  answer(OWN, { ...KEPT, session: "two", pinned: null });
  assert.deepEqual(heard(), ["View A is no longer pinned."]);
});

test("a change of the visitor is said alone while something is missing; then the headline once it is back", () => {
  answer(OWN, LOST);
  heard();
  model.change({ bias: 0.05 });
  const [change, ...more] = heard();
  assert.ok(change.startsWith(`Bias 0.05: ${headline()}`) && !more.length, change);
  answer({ ...OWN, bias: 0.05 }, { ...KEPT, session: "two" });
  const [correction] = heard();
  assert.ok(correction.startsWith(headline()), correction);
});

test("a picture or a view A in place of those that are missing is said", () => {
  answer(OWN, LOST);
  heard();
  answer(OWN, { ...LOST, pinned: { ...A, settings: { ...OWN, bias: 1 } } });
  assert.match(heard().join(), /^View A is pinned: /);
  answer(OWN, { ...LOST, upload: 8, picture: "own", pinned: { ...A, settings: { ...OWN, bias: 1 } } });
  assert.match(heard().join(), /^Your picture: /);
});

test("other settings of another session are news", () => {
  answer({ ...OWN, stride: 2 }, { ...KEPT, session: "two" });
  assert.match(heard().join(), /^Stride 2/);
});
