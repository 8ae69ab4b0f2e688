import assert from "node:assert/strict";
import { test } from "node:test";

import { PALETTES } from "../../static/core/paint.js";
import { luminance, tileColours } from "../../static/controls/tiles.js";

const { table } = PALETTES.Diverging;
const COUNT = table.length / 3;
const entry = (k) => [...table.slice(3 * k, 3 * k + 3)];
const levels = (text) => (text.startsWith("rgb") ? text.match(/\d+/g).map(Number) : [...text.slice(1)].map((digit) => parseInt(digit + digit, 16)));
const contrast = (one, other) => {
  const [dark, light] = [one, other].map((text) => luminance(levels(text))).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test("luminance is that of WCAG: black 0, white 1, and green lighter than red and blue", () => {
  assert.equal(luminance([0, 0, 0]), 0);
  assert.equal(luminance([255, 255, 255]).toFixed(9), "1.000000000");
  assert.deepEqual([[255, 0, 0], [0, 255, 0], [0, 0, 255]].map((rgb) => luminance(rgb).toFixed(4)), ["0.2126", "0.7152", "0.0722"]);
  assert.equal(luminance([119, 119, 119]).toFixed(4), "0.1845"); // the grey of contrast 4.48 with white
});

test("every weight from the strongest negative to the strongest positive one meets every colour, with readable type", () => {
  const seen = new Set();
  for (let k = 0; k < COUNT; k++) {
    const [{ backgroundColor, color }] = tileColours([(2 * k) / (COUNT - 1) - 1, 1]);
    assert.equal(backgroundColor, `rgb(${entry(k).join(" ")})`);
    assert.ok(contrast(backgroundColor, color) >= 4.5, `${backgroundColor} ${color}`);
    const other = color === "#000" ? "#fff" : "#000";
    assert.ok(contrast(backgroundColor, color) >= contrast(backgroundColor, other));
    seen.add(backgroundColor);
  }
  assert.ok(seen.size > COUNT / 2);
});

test("zero has the middle colour, and the strongest weight of either sign the last one of its side", () => {
  const [zero, negative, positive] = tileColours([0, -4, 4]).map(({ backgroundColor }) => levels(backgroundColor));
  assert.deepEqual([zero, negative, positive], [entry((COUNT - 1) / 2), entry(0), entry(COUNT - 1)]);
});

test("colours tell the weights apart by their share of the strongest", () => {
  assert.deepEqual(tileColours([1, -2, 0.5]), tileColours([2, -4, 1]));
  assert.deepEqual(tileColours([0, 0]), tileColours([0, 0, 5]).slice(0, 2));
});
