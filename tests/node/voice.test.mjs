// What is spoken on a page that a browser translates, and on one that it does not.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Voice } from "../../static/page/voice.js";
import { regionOf } from "./region.mjs";

let said;
let region;
let voice;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  said = [];
  region = regionOf(said);
  voice = new Voice(region);
});
afterEach(() => mock.timers.reset());

/** Do to the draft what a translator does. @param {string} text */
const translate = (text) => (region.draft.textContent = text);

test("without a translator a text is spoken at once, and no translator that comes later makes it spoken again", () => {
  voice.say("Row 9.");
  assert.deepEqual(said, ["Row 9."]);
  assert.deepEqual(region.attributes, { translate: "no", lang: "en" });
});

test("on a translated page the translation is spoken, once, when it has come", () => {
  translate("Hier steht, was neu ist.");
  voice.say("Row 9.");
  mock.timers.tick(300);
  assert.deepEqual(said, []);
  translate("Zeile 9.");
  mock.timers.tick(100);
  mock.timers.tick(10_000);
  assert.deepEqual(said, ["Zeile 9."]);
  assert.deepEqual(region.attributes, { translate: "no" });
});

test("what a translator leaves as it is is spoken as English, later ones at once", () => {
  translate("Hier steht, was neu ist.");
  voice.say("Row 9.");
  for (let k = 0; k < 19; k += 1) mock.timers.tick(100);
  assert.deepEqual(said, []);
  mock.timers.tick(100);
  voice.say("Row 10.");
  assert.deepEqual(said, ["Row 9.", "Row 10."]);
  assert.equal(region.attributes.lang, "en");
});

test("a newer text, or nothing, takes the place of one that waits", () => {
  translate("Hier steht, was neu ist.");
  voice.say("Row 9.");
  voice.say("");
  voice.say("Row 10.");
  translate("Zeile 10.");
  mock.timers.tick(100);
  voice.say("");
  voice.say("Row 10."); // is translated already
  assert.deepEqual(said, ["Zeile 10.", "", "Zeile 10."]);
  voice.say("0.5"); // waits for nobody
  assert.equal(said.at(-1), "0.5");
});

test("after the end nothing is spoken", () => {
  translate("Hier steht, was neu ist.");
  voice.say("Row 9.");
  voice.close();
  translate("Zeile 9.");
  mock.timers.tick(10_000);
  assert.deepEqual(said, []);
});
