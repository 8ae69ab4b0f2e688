import assert from "node:assert/strict";
import { test } from "node:test";

import { numbers, table, words } from "../../static/lessons/parts.js";
import { newsOfParts } from "../../static/widgets/live_news.js";

const heard = (text, rows) => ({ sliders: [{ name: "a", label: "Waves", text }, { name: "b", label: "Bias", text: "0" }], rows });
const FIRST = [words("ReLU leaves **3** waves."), words("This stays.")];

test("the slider comes first, then the sentences and numbers that are others now", () => {
  const before = heard("3", [FIRST, [numbers([["Share", "50 %"], ["Step", "1"]]), table(["a"], [["1"]])]]);
  const now = heard("4", [[words("ReLU leaves **4** waves."), words("This stays.")], [numbers([["Share", "40 %"], ["Step", "1"]]), table(["a"], [["2"]])]]);
  assert.equal(newsOfParts(before, now), "Waves 4. ReLU leaves 4 waves. Share: 40 %.");
});

test("nothing new is nothing to say, and a slider alone says its value", () => {
  assert.equal(newsOfParts(heard("3", [FIRST]), heard("3", [FIRST])), "");
  assert.equal(newsOfParts(heard("3", [FIRST]), heard("\u22121", [FIRST])), "Waves \u22121.");
});
