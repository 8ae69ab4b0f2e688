import assert from "node:assert/strict";
import { test } from "node:test";

import { traces } from "../../static/scope/profile.js";

const LINE = {
  input: Float32Array.from([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
  signed: Float32Array.from([2, -2, -1, 1]),
  rectified: Float32Array.from([2, 0, 0, 1]),
  stride: 2,
  offset: 1,
  limit: 4,
};

test("there are five traces, and each has as many places as values", () => {
  const found = traces(LINE);
  assert.deepEqual(found.x.map((places) => places.length), [9, 4, 4, 4, 6]);
  assert.deepEqual(found.y.map((values) => values.length), [9, 4, 4, 4, 6]);
});

test("the picture stands on its pixels and the maps on the pixels they are centred on", () => {
  const { x } = traces(LINE);
  assert.deepEqual([...x[0]], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const places of x.slice(1, 4)) assert.deepEqual([...places], [1, 3, 5, 7]);
});

test("the values are handed on as they are, and the negative part is what lies below zero", () => {
  const { y } = traces(LINE);
  assert.deepEqual([y[0], y[2], y[3]], [LINE.input, LINE.signed, LINE.rectified]);
  assert.deepEqual([...y[1]], [0, -2, -1, 0]);
});

test("every crossing has an upright stroke through zero, at its place in the picture", () => {
  const { x, y } = traces(LINE);
  assert.deepEqual(x[4], [2, 2, null, 6, 6, null]);
  for (const k of [0, 3]) assert.equal(y[4][k], -y[4][k + 1]);
});

test("the steeper the crossing, the longer its mark, up to a limit", () => {
  const length = (given) => [traces(given).y[4][1], traces(given).y[4][4]].map((half) => half / given.limit);
  const [steep, gentle] = length(LINE);
  assert.ok(steep > gentle && gentle > 0);
  assert.deepEqual(length({ ...LINE, limit: 1 }), [steep, steep]);
});

test("a line that does not cross zero has no marks", () => {
  const { x, y } = traces({ ...LINE, signed: LINE.rectified });
  assert.deepEqual([x[4], y[4]], [[], []]);
});

test("nothing that was handed in is changed", () => {
  const before = structuredClone(LINE);
  traces(LINE);
  assert.deepEqual(LINE, before);
});
