import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { REST } from "../../static/page/rest.js";
import { SpokenSentences } from "../../static/widgets/spoken_sentences.js";
import { regionOf } from "./region.mjs";

let said;
let spoken;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  said = [];
  spoken = new SpokenSentences(regionOf(said));
});
afterEach(() => mock.timers.reset());

/** What is said when these sentences come, one time after the other. @param {string[][]} times */
function heard(...times) {
  for (const sentences of times) spoken.show(sentences);
  mock.timers.tick(REST);
  return said.splice(0).filter(Boolean);
}

test("what stands there at first is not said, nor what comes again", () => {
  assert.deepEqual(heard(["order", "scale"]), []);
  assert.deepEqual(heard(["order", "scale"]), []);
});

test("the first sentence that is another one is said once, when the hand rests", () => {
  assert.deepEqual(heard(["order", "scale"], ["order 2", "scale 2"], ["order 3", "scale 3"]), ["order 3"]);
  assert.deepEqual(heard(["order 3", "scale 4"]), ["scale 4"]);
  assert.deepEqual(heard(["order 4", "scale 5"], ["order 3", "scale 4"]), []);
});

test("a sentence that comes where none stood is said", () => {
  assert.deepEqual(heard([]), []);
  assert.deepEqual(heard(["verdict"]), ["verdict"]);
});

test("sentences about something else are as at first, and then said as ever", () => {
  for (const [sentence, of] of [["value", "Cat"], ["value 2", "Dog"]]) spoken.show([sentence], of);
  assert.deepEqual(heard(), []);
  spoken.show(["value 3"], "Dog");
  assert.deepEqual(heard(), ["value 3"]);
});

test("after the end nothing is said", () => {
  spoken.show(["order"]);
  spoken.show(["order 2"]);
  spoken.close();
  mock.timers.tick(REST);
  assert.deepEqual(said.filter(Boolean), []);
});
