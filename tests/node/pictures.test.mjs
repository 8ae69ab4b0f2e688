import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { pick, resize } from "../../static/widgets/pictures.js";

const grid = (rows, cols) => ({ rows, cols, row: rows >> 2, col: cols >> 1 });
const GRIDS = {
  Wide: { 128: grid(85, 128), 256: grid(171, 256), 512: grid(300, 451) },
  Square: { 128: grid(128, 128), 256: grid(256, 256), 512: grid(512, 512) },
};
const view = (picture, size, row, col) => ({ ...DEFAULTS, picture, size, row, col });

test("another picture is not stretched, and has its line at its telling place, at the size that is shown", () => {
  assert.deepEqual(pick(GRIDS, view("Square", 256, 7, 7), "Wide"), { picture: "Wide", stretch: "no", row: 42, col: 128 });
});

test("another size leaves the line at its place of the picture", () => {
  assert.deepEqual(resize(GRIDS, view("Square", 512, 400, 0), 128), { size: 128, row: 100, col: 0 });
  assert.deepEqual(resize(GRIDS, view("Square", 128, 100, 127), 512), { size: 512, row: 402, col: 510 });
});

test("the line stays in the picture, and there and back it stays where it was", () => {
  for (const picture of Object.keys(GRIDS)) {
    for (let place = 0; place < 128; place += 1) {
      const small = GRIDS[picture][128];
      const start = view(picture, 128, Math.min(place, small.rows - 1), Math.min(place, small.cols - 1));
      const large = { ...start, ...resize(GRIDS, start, 512) };
      const { rows, cols } = GRIDS[picture][512];
      assert.ok(large.row < rows && large.col < cols);
      assert.deepEqual({ ...large, ...resize(GRIDS, large, 128) }, start);
    }
  }
});

test("a line beyond the picture, as an address may ask for, counts as its last", () => {
  assert.deepEqual(resize(GRIDS, view("Wide", 128, 500, 500), 256), { size: 256, row: 169, col: 255 });
});
