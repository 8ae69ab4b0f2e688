import assert from "node:assert/strict";
import { test } from "node:test";

import { enlarged } from "../../static/scope/projector.js";

const FIGURE = {
  data: [{ name: "Input", line: { width: 2, color: "#000" } }],
  layout: { height: 300, font: { size: 14, family: "serif" }, margin: { l: 58, r: 8, t: 30, b: 40 }, hovermode: "x" },
};

test("a factor of one leaves a figure as it is", () => {
  assert.deepEqual(enlarged(FIGURE, 1), FIGURE);
});

test("type, lines and margins grow, the rest stays, and so does the figure given", () => {
  const { data, layout } = enlarged(FIGURE, 2);
  assert.deepEqual(data, [{ name: "Input", line: { width: 4, color: "#000" } }]);
  assert.deepEqual(layout.margin, { l: 116, r: 16, t: 60, b: 80 });
  assert.deepEqual(layout.font, { size: 28, family: "serif" });
  assert.equal(layout.hovermode, "x");
  assert.equal(FIGURE.layout.font.size, 14);
});
