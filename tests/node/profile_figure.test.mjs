import assert from "node:assert/strict";
import { test } from "node:test";

import { enlarged, traces } from "../../static/scope/profile_figure.js";

const LINE = {
  position: Int32Array.of(1, 3, 5, 7),
  input: Float32Array.from([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
  signed: Float32Array.from([2, -2, -1, 1]),
  rectified: Float32Array.from([2, 0, 0, 1]),
};
const LAYER = { stride: 2, offset: 1, limit: 4 };

test("there are five traces, and each has as many places as values", () => {
  const found = traces(LINE, LAYER);
  assert.deepEqual(found.x.map((places) => places.length), [9, 4, 4, 4, 9]);
  assert.deepEqual(found.y.map((values) => values.length), [9, 4, 4, 4, 9]);
});

test("the picture stands on its pixels and the maps on the pixels they are centred on", () => {
  const { x } = traces(LINE, LAYER);
  assert.deepEqual([...x[0]], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const places of x.slice(1, 4)) assert.deepEqual([...places], [1, 3, 5, 7]);
});

test("the values are handed on as they are, and the negative part is what lies below zero", () => {
  const { y } = traces(LINE, LAYER);
  assert.deepEqual([y[0], y[2], y[3]], [LINE.input, LINE.signed, LINE.rectified]);
  assert.deepEqual([...y[1]], [0, -2, -1, 0]);
});

/** A mark that nobody sees comes first: three points. */
const FIRST = 3;

test("every crossing has an upright stroke through zero, at its place in the picture", () => {
  const { x, y } = traces(LINE, LAYER);
  assert.deepEqual(x[4].slice(FIRST), [2, 2, null, 6, 6, null]);
  for (const k of [FIRST, FIRST + 3]) assert.equal(y[4][k], -y[4][k + 1]);
});

test("the steeper the crossing, the longer its mark, up to a limit", () => {
  const length = (limit) => [FIRST + 1, FIRST + 4].map((k) => traces(LINE, { ...LAYER, limit }).y[4][k] / limit);
  const [steep, gentle] = length(LAYER.limit);
  assert.ok(steep > gentle && gentle > 0);
  assert.deepEqual(length(1), [steep, steep]);
});

test("a line that does not cross zero has one mark far outside of the picture, so that it is drawn", () => {
  const { x, y } = traces({ ...LINE, signed: LINE.rectified }, LAYER);
  assert.deepEqual([x[4].length, x[4][0], x[4][2], y[4]], [FIRST, x[4][1], null, [0, 0, null]]);
  assert.ok(x[4][0] < -1000);
});

test("nothing that was handed in is changed", () => {
  const before = structuredClone(LINE);
  traces(LINE, LAYER);
  assert.deepEqual(LINE, before);
});

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
