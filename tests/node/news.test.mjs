import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { newsOf } from "../../static/scope/news.js";

const ERASES = "ReLU erases 50 % of this row.";
const heard = (settings = {}, rest = {}) => ({
  settings: { ...DEFAULTS, ...settings },
  upload: 0,
  pinned: null,
  experiment: "",
  place: { row: 5, col: 7 },
  value: "Row 5, column 7: input 0.500, before 1.000, after 1.000",
  headline: ERASES,
  verdict: "It is bent.",
  warning: "",
  ...rest,
});
const OTHER = { headline: "PReLU shrinks 40 % of this row." };
const prelu = { activation: "PReLU", negative_slope: 0.25 };

test("the news comes first, then the headline if it is another one", () => {
  assert.equal(newsOf(heard(prelu), heard({ ...prelu, negative_slope: 0.3 }, OTHER)), "Slope 0.3: PReLU shrinks 40 % of this row.");
  assert.equal(newsOf(heard(prelu), heard({ ...prelu, negative_slope: -0.3 })), "Slope \u22120.3.");
  assert.equal(newsOf(heard(), heard({ bias: 0.05 }, OTHER)), "Bias 0.05: PReLU shrinks 40 % of this row.");
  assert.equal(newsOf(heard(), heard(prelu, OTHER)), "Activation PReLU, slope 0.25: PReLU shrinks 40 % of this row.");
});

test("nothing new is nothing to say, nor is a slope that the activation does not take", () => {
  assert.equal(newsOf(heard(), heard()), "");
  assert.equal(newsOf(heard(), heard({ negative_slope: 1 })), "");
});

test("what the line means is said when it is something else, and so is a warning", () => {
  const now = heard({ palette: "Auto-scaled grey" }, { warning: "Misleading." });
  assert.equal(newsOf(heard(), now), "Colours Auto-scaled grey. Misleading.");
  assert.equal(newsOf(now, heard()), "Colours Diverging.");
  assert.equal(newsOf(heard(), heard({ stride: 2 }, { verdict: "It is straight." })), "Stride 2. It is straight.");
});

test("a kernel has its name, one weight its place", () => {
  const bottom = { w00: -1, w01: -2, w02: -1, w10: 0, w11: 0, w12: 0, w20: 1, w21: 2, w22: 1 };
  assert.equal(newsOf(heard(), heard(bottom)), "Kernel Sobel bottom.");
  const own = { ...bottom, w11: 7 };
  assert.equal(newsOf(heard(), heard(own)), "A kernel of your own.");
  assert.equal(newsOf(heard(own), heard({ picture: "Cat" })), "Kernel Sobel right, Picture Cat.");
  assert.equal(newsOf(heard(), heard({ w00: 0.5 }, OTHER)), "Weight in row 1, column 1 is 0.5: PReLU shrinks 40 % of this row.");
  assert.equal(newsOf(heard(), heard({ w00: 9, w01: 9, padding: "zeros", stride: 3 })), "Weight in row 1, column 1 is 9, Weight in row 1, column 2 is 9, Padding zeros and 1 more.");
});

test("a picture has its name, an own one also when it follows another own one", () => {
  assert.equal(newsOf(heard(), heard({ picture: "Cat", row: 9, col: 9 }, { place: { row: 9, col: 9 } })), "Picture Cat.");
  const own = { picture: "Your picture" };
  assert.equal(newsOf(heard(own, { upload: 1 }), heard(own, { upload: 2, ...OTHER })), "Your picture: PReLU shrinks 40 % of this row.");
});

test("the line says where it went, or what is at its new place; if it has the focus, a reader says that", () => {
  const [along, across] = [{ place: { row: 5, col: 9 } }, { place: { row: 6, col: 7 } }];
  assert.equal(newsOf(heard(), heard({}, { ...across, ...OTHER })), "Row 6: PReLU shrinks 40 % of this row.");
  assert.equal(newsOf(heard(), heard({}, along)), "Row 5, column 7: input 0.500, before 1.000, after 1.000.");
  assert.equal(newsOf(heard({ direction: "Column" }), heard({ direction: "Column" }, along)), "Column 9.");
  assert.equal(newsOf(heard({ direction: "Column" }), heard()), "Profile along a row.");
  assert.equal(newsOf(heard(), heard({}, { ...across, ...OTHER }), { isOnLine: true }), OTHER.headline);
  assert.equal(newsOf(heard(), heard({}, along), { isOnLine: true }), "");
  assert.equal(newsOf(heard(), heard({ bias: 1 }, along), { isOnLine: true }), "Bias 1.");
});

test("A and B: pinned, swapped, another one, gone", () => {
  const pinned = (settings = {}) => ({ settings: { ...DEFAULTS, ...settings }, picture: "one" });
  const [a, b] = [{ bias: 1 }, { bias: 2 }];
  assert.equal(newsOf(heard(a), heard(a, { pinned: pinned(a) })), "View A is pinned.");
  assert.equal(newsOf(heard(b, { pinned: pinned(a) }), heard(a, { pinned: pinned(b) })), "A and B are swapped, Bias 1.");
  assert.equal(newsOf(heard(b, { pinned: pinned(a) }), heard(b, { pinned: pinned({ bias: 3 }) })), "View A is another one.");
  assert.equal(newsOf(heard(b, { pinned: pinned(a) }), heard(b, { pinned: pinned(a) })), "");
  assert.equal(newsOf(heard(b, { pinned: pinned(a) }), heard(b)), "View A is no longer pinned.");
});

test("an experiment is its title; one that goes is no news", () => {
  const shown = { experiment: "Experiment 2 of 38, Streaks: what is left?" };
  assert.equal(newsOf(heard(), heard({ stride: 4 }, { ...shown, ...OTHER })), `${shown.experiment} PReLU shrinks 40 % of this row.`);
  assert.equal(newsOf(heard({}, shown), heard({ stride: 4 })), "Stride 4.");
});
