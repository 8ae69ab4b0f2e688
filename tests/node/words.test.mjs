// Texts that a browser may translate, and those that mean the same in every language.

import assert from "node:assert/strict";
import test from "node:test";

import { hasWords } from "../../static/page/words.js";
import { write } from "../../static/page/elements.js";

/** As much of an element as `write` asks for. */
function fakeElement(nodeName = "P") {
  const attributes = {};
  return {
    nodeName,
    attributes,
    textContent: "",
    setAttribute: (name, value) => (attributes[name] = value),
    removeAttribute: (name) => delete attributes[name],
  };
}

test("sentences and plain names have words", () => {
  for (const text of ["before", "ReLU erases 50 %.", "Leaky", "−1 or more", "K of it", "Größe", "قبل 0.5", "前"]) assert.ok(hasWords(text), text);
});

test("numbers, formulas, symbols and names with capitals inside have none", () => {
  const texts = ["", "−0.5", "50 %", "64 × 64", "A", "K → −K", "÷ Σ|w|", "max(0, z) + α min(0, z)", "ReLU", "PReLU", "ReLU²", "NumPy", "eᶻ − 1"];
  for (const text of texts) assert.ok(!hasWords(text), text);
});

test("a translation stays until there is another text, which takes its place", () => {
  const place = fakeElement();
  assert.ok(write(place, "before"));
  place.textContent = "vorher";
  assert.ok(!write(place, "before"));
  assert.equal(place.textContent, "vorher");
  assert.ok(write(place, "after"));
  assert.equal(place.textContent, "after");
  assert.deepEqual(place.attributes, {});
});

test("a number is not translated and runs from left to right, as long as it stands there", () => {
  const place = fakeElement();
  write(place, "−0.5");
  assert.deepEqual(place.attributes, { translate: "no", dir: "ltr" });
  write(place, "no number");
  assert.deepEqual(place.attributes, {});
});

test("code is not translated, whatever it says", () => {
  const code = fakeElement("CODE");
  write(code, "# the map before");
  assert.equal(code.attributes.translate, "no");
});
