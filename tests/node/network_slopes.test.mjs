import assert from "node:assert/strict";
import { test } from "node:test";

import { tileText, kernelsOf } from "../../static/network/channel_kernel.js";
import { armsOf } from "../../static/network/channel_curve.js";
import { channelNamed, dragged, isSame, keyed, placeOf } from "../../static/network/slope_geometry.js";
import { layerText, says, slopeBeside } from "../../static/network/slope_words.js";

const LEARNED = 0.4411; // of some channel
const LAYERS = [10, 16, 32];
const PER_UNIT = 50; // px

test("a drag upwards makes the slope larger by what the axis says, in hundredths", () => {
  assert.equal(dragged(0.2, 5, PER_UNIT, LEARNED), 0.3);
  assert.equal(dragged(-1.2783, -5, PER_UNIT, -1.2783), -1.38);
});

test("a drag stops at both ends", () => {
  assert.deepEqual([999, -999].map((pixels) => dragged(0, pixels, PER_UNIT, LEARNED)), [1.5, -1.5]);
});

test("a drag jumps to the named slopes and to the learned one from 3 px, to the nearer of two", () => {
  assert.deepEqual([52, 47, 46].map((pixels) => dragged(0, pixels, PER_UNIT, LEARNED)), [1, 1, 0.92]);
  assert.deepEqual([-50 - 3, -50 + 3].map((pixels) => dragged(0, pixels, PER_UNIT, LEARNED)), [-1, -1]);
  assert.deepEqual([22, 25, 26].map((pixels) => dragged(0, pixels, PER_UNIT, LEARNED)), [LEARNED, LEARNED, 0.52]);
  assert.deepEqual([0.6, 2].map((pixels) => dragged(0, pixels, PER_UNIT, 0.039)), [0, 0.039]);
});

test("the keys", () => {
  const pressed = (key, shiftKey = false) => keyed(0.25, { key, shiftKey }, LEARNED);
  const keys = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "0", "Delete", "Backspace"];
  assert.deepEqual(keys.map((key) => pressed(key)), [0.26, 0.24, 0.35, 0.15, -1.5, 1.5, 0, LEARNED, LEARNED]);
  assert.deepEqual(["ArrowUp", "ArrowDown", "PageUp"].map((key) => pressed(key, true)), [0.35, 0.15, 0.35]);
  assert.deepEqual(["ArrowLeft", "Tab", "1"].map((key) => pressed(key)), [null, null, null]);
});

test("a key goes on from the slope that is shown, and stops at both ends", () => {
  assert.equal(keyed(0.4411, { key: "ArrowUp" }, LEARNED), 0.451);
  assert.equal(keyed(0.451, { key: "ArrowDown" }, LEARNED), 0.441);
  assert.equal(keyed(-1.45, { key: "PageDown" }, LEARNED), -1.5);
});

test("two slopes are the same if they read alike", () => {
  assert.deepEqual([isSame(0.441, LEARNED), isSame(0.44, LEARNED)], [true, false]);
});

test("the channels of all layers stand one after another", () => {
  assert.deepEqual([1, 2, 3].map((layer) => placeOf(LAYERS, layer)), [
    { first: 0, count: 10 }, { first: 10, count: 16 }, { first: 26, count: 32 },
  ]);
  assert.deepEqual(channelNamed("2.16", LAYERS), { layer: 2, channel: 16, index: 25 });
});

test("every slope has a true sentence", () => {
  const said = {
    "1": "1: nothing happens, negative values stay as they are.",
    "0": "0: this is ReLU, negative values become 0.",
    "-1": "\u22121: this is the absolute value, negative values turn positive.",
    "0.4411": "0.441: negative values keep 44.1 % of their size.",
    "1.0117": "1.012: negative values grow to 101.2 % of their size. Nearly nothing happens.",
    "0.98": "0.98: negative values keep 98 % of their size. Nearly nothing happens.",
    "0.001": "0.001: negative values keep 0.1 % of their size. Nearly ReLU.",
    "-0.001": "\u22120.001: negative values turn positive, with 0.1 % of their size. Nearly ReLU.",
    "-0.2117": "\u22120.212: negative values turn positive, with 21.2 % of their size.",
    "-1.0347": "\u22121.035: negative values turn positive, with 103.5 % of their size. Nearly the absolute value.",
    "-1.2783": "\u22121.278: negative values turn positive, with 127.8 % of their size. Nearly the absolute value.",
  };
  for (const [slope, sentence] of Object.entries(said)) assert.equal(says(Number(slope)), sentence);
});

test("a share in a sentence is that of the slope beside it", () => {
  for (let k = -1500; k <= 1500; k += 1) {
    const [, slope, share] = /^([\u2212\d.]+): .*?([\d.]+) %/.exec(says(k / 1000)) ?? [];
    if (share) assert.equal(Math.round(Number(share) * 10), Math.abs(k), slope);
    else assert.ok([-1000, 0, 1000].includes(k));
  }
});

test("a slope is named beside the learned one", () => {
  assert.equal(slopeBeside(-0.5, LEARNED), "\u22120.5, learned 0.441");
});

test("a layer is as learned, of one slope, or mixed", () => {
  const learned = [0.4411, -0.1];
  assert.deepEqual([[0.441, -0.1], [-1, -1], [0.4411, 0]].map((slopes) => layerText(slopes, learned)), ["as learned", "\u22121", "mixed"]);
});

test("a kernel is cut out of the weights of its layer", () => {
  const weight = Float32Array.from({ length: 4 * 2 * 9 }, (_, k) => k);
  assert.deepEqual(kernelsOf(weight, 3, 2).map((kernel) => [kernel[0], kernel[8]]), [[54, 62], [63, 71]]);
});

test("a tile has its number, or its sign unless it is nearly white", () => {
  assert.deepEqual([-0.246, 0.004].map((weight) => tileText(weight, 1, true)), ["\u22120.25", "0.00"]);
  assert.deepEqual([-0.2, 0.2, 0.05, -0.05].map((weight) => tileText(weight, 1, false)), ["\u2212", "+", "", ""]);
});

test("the arms of a rectifier meet at zero; the left one rises for a negative slope", () => {
  assert.equal(armsOf(-0.5), "M-1 -0.5L0 0L1 -1");
});
