import assert from "node:assert/strict";
import { test } from "node:test";

import { calm, drawnValues, places, sized, traces, withoutScale, worded } from "../../static/scope/profile_figure.js";

const LINE = {
  position: Int32Array.of(1, 3, 5, 7),
  input: Float32Array.from([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
  signed: Float32Array.from([2, -2, -1, 1]),
  rectified: Float32Array.from([2, 0, 0, 1]),
};
const RELU = { layer: { stride: 2, offset: 1 }, span: [-4, 4], atZero: [0, 0], slopes: [0, 1] };

/** A mark that nobody sees comes first: three points. */
const FIRST = 3;

test("there are five traces, and each has as many places as values", () => {
  const found = traces(LINE, RELU);
  assert.deepEqual(found.x.map((places) => places.length), [9, 6, 6, 6, 9]);
  assert.deepEqual(found.y.map((values) => values.length), [9, 6, 6, 6, 9]);
});

test("the picture stands on its pixels, and the maps on the pixels they are centred on and where they cross zero", () => {
  const { x } = traces(LINE, RELU);
  assert.deepEqual([...x[0]], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const places of x.slice(1, 4)) assert.deepEqual(places, [1, 2, 3, 5, 6, 7]);
});

test("the values are handed on as they are, both maps are zero at a crossing, and the negative part is what lies below", () => {
  const { y } = traces(LINE, RELU);
  assert.equal(y[0], LINE.input);
  assert.deepEqual(y[2], [2, 0, -2, -1, 0, 1]);
  assert.deepEqual(y[3], [2, 0, 0, 0, 0, 1]);
  assert.deepEqual(y[1], [0, 0, -2, -1, 0, 0]);
});

test("every strong crossing has an upright stroke through zero, at its place in the picture and on the corner", () => {
  const { x, y } = traces(LINE, RELU);
  assert.deepEqual(x[4].slice(FIRST), [2, 2, null, 6, 6, null]);
  assert.deepEqual(y[4].slice(FIRST), [-0.64, 0.64, null, -0.64, 0.64, null]);
  for (const place of [2, 6]) assert.equal(y[3][x[3].indexOf(place)], 0);
});

test("a faint crossing has no mark, though the line is drawn through it", () => {
  const { x, y } = traces({ ...LINE, signed: Float32Array.of(2, -0.1, 2, 2) }, RELU);
  assert.equal(x[4].length, FIRST);
  assert.equal(y[2].filter((value) => value === 0).length, 2);
});

test("a step is drawn upright where the line crosses zero", () => {
  const { x, y } = traces({ ...LINE, rectified: Float32Array.of(1, 0, 0, 1) }, { ...RELU, atZero: [0, 1], slopes: [0, 0] });
  assert.deepEqual(x[3], [1, 2, 2, 3, 5, 6, 6, 7]);
  assert.deepEqual(y[3], [1, 1, 0, 0, 0, 0, 1, 1]);
});

test("a line that does not cross zero has one mark far outside of the picture, so that it is drawn", () => {
  const { x, y } = traces({ ...LINE, signed: LINE.rectified }, RELU);
  assert.deepEqual([x[4].length, x[4][0], x[4][2], y[4]], [FIRST, x[4][1], null, [0, 0, null]]);
  assert.ok(x[4][0] < -1000);
});

test("nothing that was handed in is changed", () => {
  const before = structuredClone(LINE);
  traces(LINE, RELU);
  assert.deepEqual(LINE, before);
});

test("the two plots and what lies around them fill the height, with room for a label between them", () => {
  for (const factor of [1, 1.5]) {
    for (const height of [110, 150, 179, 180, 300, 500].map((one) => one * factor)) {
      const { margin, strip, maps } = places(height, factor);
      const inner = height - margin.t - margin.b;
      assert.deepEqual([maps[0], strip[1]], [0, 1]);
      assert.ok(Math.abs(inner * (strip[0] - maps[1]) - 20 * factor) < 1e-9);
      assert.ok(inner * (strip[1] - strip[0]) >= 20 * factor - 1e-9);
      assert.ok(inner * maps[1] >= 20 * factor, `${height}`);
    }
  }
});

test("with little height the input has no name and the maps have few ticks", () => {
  assert.deepEqual([120, 160, 250, 500].map((height) => [places(height, 1).isLow, places(height, 1).mostTicks]), [
    [true, 4],
    [true, 6],
    [false, 6],
    [false, 6],
  ]);
});

const FIGURE = {
  data: [{ name: "Input", line: { width: 2, color: "#000" } }],
  layout: {
    font: { size: 14, family: "serif" },
    hovermode: "x",
    xaxis: { title: { text: "column" } },
    yaxis: { title: { text: "input" }, tickvals: [0, 1] },
    yaxis2: { title: { text: "feature map" }, range: [-1, 1], zeroline: true },
  },
};
const SIZE = { width: 600, height: 300 };

test("type, lines and margins grow, the rest stays, and so does the figure given", () => {
  const before = structuredClone(FIGURE);
  const placed = places(300, 2);
  const { data, layout } = sized(FIGURE, { ...SIZE, factor: 2 }, placed);
  assert.deepEqual(data, [{ name: "Input", line: { width: 4, color: "#000" } }]);
  assert.deepEqual(layout.font, { size: 28, family: "serif" });
  assert.deepEqual(layout.margin, placed.margin);
  assert.equal(placed.margin.l, 2 * places(600, 1).margin.l);
  assert.deepEqual([layout.width, layout.height, layout.hovermode, layout.showlegend], [600, 300, "x", false]);
  assert.deepEqual([layout.yaxis.domain, layout.yaxis2.domain], [placed.strip, placed.maps]);
  assert.deepEqual(FIGURE, before);
});

test("Plotly is given no names, labels or lines of the upright axes, and their ranges and places as they are", () => {
  const { layout } = sized(FIGURE, { ...SIZE, factor: 1 }, places(300, 1));
  const { xaxis, yaxis2 } = withoutScale(layout);
  assert.deepEqual([yaxis2.title.text, yaxis2.showticklabels, yaxis2.showgrid, yaxis2.zeroline], ["", false, false, false]);
  assert.deepEqual([yaxis2.range, yaxis2.domain], [[-1, 1], places(300, 1).maps]);
  assert.equal(xaxis.title.text, "column");
  assert.equal(layout.yaxis2.title.text, "feature map");
});

test("the range fits the line, but only grows while something moves", () => {
  assert.deepEqual(calm([-1, 2], [-5, 1], false), [-1, 2]);
  assert.deepEqual(calm([-1, 2], [-5, 1], true), [-5, 2]);
  assert.deepEqual(calm([-6, 0.5], [-5, 1], true), [-6, 1]);
});

test("what is shown at the pointer is written with a real minus, the input with three decimals", () => {
  const shown = [{ hovertemplate: "%{text}", y: [0.5] }, { hoverinfo: "skip", y: [-1] }, { hovertemplate: "%{text}", y: [-1.25] }];
  assert.deepEqual(worded(shown, 1), [{ ...shown[0], text: ["0.500"] }, shown[1], { ...shown[2], text: ["\u22121.3"] }]);
});

test("the line of a pinned view stands before the marks, with its own crossings, stretched over the pixels of the picture", () => {
  const a = { ...LINE, position: Int32Array.of(0, 1, 2, 3), signed: Float32Array.of(1, 3, -3, -1), rectified: Float32Array.of(1, 3, 6, 2) };
  const { x, y } = traces(LINE, { ...RELU, pinned: { profile: a, atZero: [0, 0], scale: 2 } });
  const without = traces(LINE, RELU);
  assert.deepEqual([[...x.slice(0, 4), x[5]], [...y.slice(0, 4), y[5]]], [without.x, without.y]);
  assert.deepEqual([x[4], y[4]], [[0.5, 2.5, 3.5, 4.5, 6.5], [1, 3, 0, 6, 2]]);
});

test("the range has room for both lines, and for a pinned one after its activation only", () => {
  const a = { ...LINE, signed: Float32Array.of(-9), rectified: Float32Array.of(-5, 7) };
  assert.deepEqual(drawnValues(LINE, null), [LINE.signed, LINE.rectified]);
  assert.deepEqual(drawnValues(LINE, a), [LINE.signed, Float32Array.of(2, 0, 0, 1, -5, 7)]);
});
