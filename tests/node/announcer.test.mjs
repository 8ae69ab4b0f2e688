import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Announcer } from "../../static/page/announcer.js";
import { REST } from "../../static/page/rest.js";
import { regionOf } from "./region.mjs";

let region;
let said;
let told;
let answers;
let announcer;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  said = [];
  region = regionOf(said);
  told = 0;
  answers = [];
  announcer = new Announcer(region, () => {
    told += 1;
    return answers.length ? answers.shift() : `change ${told}`;
  });
});
afterEach(() => mock.timers.reset());

test("a change is said once, when nothing has changed for a while", () => {
  for (let k = 0; k < 60; k += 1) {
    announcer.changed();
    mock.timers.tick(16);
  }
  assert.deepEqual([told, said], [0, []]);
  mock.timers.tick(REST);
  assert.deepEqual([told, said], [1, ["change 1"]]);
  mock.timers.tick(10 * REST);
  assert.equal(told, 1);
});

test("what was said goes with the next change, and the same words can be said again", () => {
  answers = ["the same", "the same"];
  announcer.changed();
  mock.timers.tick(REST);
  announcer.changed();
  assert.deepEqual(said, ["the same", ""]);
  mock.timers.tick(REST);
  assert.deepEqual(said, ["the same", "", "the same"]);
});

test("an answer of the server says nothing again, and nothing more often", () => {
  announcer.again();
  mock.timers.tick(REST);
  assert.equal(told, 0);
  announcer.changed();
  mock.timers.tick(REST);
  announcer.again();
  mock.timers.tick(REST);
  assert.deepEqual([told, said], [1, ["change 1"]]);
});

test("what is not known yet is said as soon as it is", () => {
  answers = [null, "it has come"];
  announcer.changed();
  mock.timers.tick(5 * REST);
  assert.deepEqual([told, said], [1, []]);
  announcer.again();
  mock.timers.tick(REST);
  assert.deepEqual(said, ["it has come"]);
});

test("nothing is said when nothing is new, and after the end", () => {
  answers = [""];
  announcer.changed();
  mock.timers.tick(REST);
  assert.deepEqual([told, said], [1, []]);
  announcer.changed();
  announcer.close();
  announcer.again();
  mock.timers.tick(REST);
  assert.deepEqual([told, said], [1, []]);
});
