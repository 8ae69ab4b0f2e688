import assert from "node:assert/strict";
import { test } from "node:test";

import { NETWORK } from "../../static/core/catalog.js";
import { DEFAULTS, apply } from "../../static/core/network_settings.js";
import { newsOf } from "../../static/network/news.js";

const RESULTS = { upload: 0, sentence: "Found.", size: "Size 55 × 55", marked: "377 of 529 places are marked." };

/** What is said when the settings go from one view to another. */
const said = (before, after, results = {}) => {
  const [was, is] = [before, after].map((patch) => ({ ...RESULTS, settings: apply(DEFAULTS, patch) }));
  return newsOf(was, { ...is, ...results });
};

test("what has changed comes first, then what the network makes of it", () => {
  assert.equal(said({}, { picture: "Cat" }), "Picture Cat: Found.");
  assert.equal(said({}, { change: "Grey" }), "Change Grey: Found.");
  assert.equal(said({ change: "Grey" }, {}), "Change As it is: Found.");
  assert.equal(said({}, { picture: "Cat", change: "Grey", scale: 2 }), "Picture Cat, Change Grey, Size 55 × 55: Found. 377 of 529 places are marked.");
  const own = { picture: NETWORK.own };
  assert.equal(said(own, own, { upload: 2 }), `Picture ${NETWORK.own}: Found.`);
});

test("another size says how much of it is marked, and a channel that it is open", () => {
  assert.equal(said({}, { scale: 2 }), "Size 55 × 55: 377 of 529 places are marked.");
  assert.equal(said({}, { channel: "2.5" }), "Layer 2, channel 5 is open.");
  assert.equal(said({}, {}), "");
});

test("slopes are named as one, as a layer, as a preset, or counted", () => {
  const texts = {
    "2.5:-0.5": "Slope of channel 5 in layer 2 is \u22120.5",
    "2:1": "Slopes of layer 2 are 1",
    "2.1:1,2.3:0.5": "2 slopes of layer 2",
    "1.10:0,3.32:0": "2 slopes",
    0: "All slopes ReLU",
  };
  for (const [slopes, text] of Object.entries(texts)) assert.equal(said({}, { slopes }), `${text}: Found.`);
  assert.equal(said({ slopes: "1:0.5" }, {}), "All slopes Learned: Found.");
  assert.equal(said({ slopes: "1:0.5,2:0" }, { slopes: "2:0" }), "Slopes of layer 1 are as learned: Found.");
  assert.equal(said({}, { slopes: "2.5:0", channel: "2.5" }), "Slope of channel 5 in layer 2 is 0: Found.");
});
