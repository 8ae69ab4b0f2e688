import assert from "node:assert/strict";
import test from "node:test";

import { coloured, ColourMeans } from "../../static/images/colours.js";

const line = (...values) => ({ values: Float32Array.from(values), rows: values.length, cols: 1 });

test("three lines become two, of which the second lies in both", () => {
  const means = new ColourMeans(2, 1, 3);
  for (const value of [0, 30, 60]) means.add([line(value), line(2 * value), line(3 * value)]);
  assert.deepEqual([...means.levels()], [10, 20, 30, 50, 100, 150]);
});

test("it makes no difference in which pieces lines come in", () => {
  const values = Array.from({ length: 47 }, (_, k) => (k * 97) % 256);
  const levels = (step) => {
    const means = new ColourMeans(10, 1, values.length);
    for (let top = 0; top < values.length; top += step) {
      const piece = line(...values.slice(top, top + step));
      means.add([piece, piece, piece]);
    }
    return [...means.levels()];
  };
  for (const step of [1, 5, 46]) assert.deepEqual(levels(step), levels(47));
});

test("a picture that is not shrunk keeps its levels", () => {
  const means = new ColourMeans(2, 1, 2);
  means.add([line(1, 255), line(2, 0), line(3, 7)]);
  assert.deepEqual([...means.levels()], [1, 2, 3, 255, 0, 7]);
});

test("a grey picture has its levels three times", () => {
  assert.deepEqual([...coloured({ values: Float32Array.of(0, 0.2), rows: 1, cols: 2 })], [0, 0, 0, 51, 51, 51]);
});
