import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clamp,
  coverage,
  crossings,
  inside,
  line,
  nearestSample,
  revealing,
  snap,
  written,
  zoomed,
} from "../../static/scope/geometry.js";

const PICTURES = [
  { width: 512, height: 512 },
  { width: 600, height: 400 },
  { width: 5, height: 7 },
];
const GRIDS = [1, 2, 3, 4].flatMap((stride) => [0, 1].map((offset) => ({ rows: 9, cols: 6, stride, offset })));
const whole = (picture) => ({ x: 0, y: 0, ...picture });

/** The same numbers from 0 to 1 at every run. */
function* chance(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

function assertInside(view, picture) {
  assert.ok(view.x >= 0 && view.y >= 0, "begins inside");
  assert.ok(view.x + view.width <= picture.width + 1e-9, "ends inside");
  assert.ok(view.y + view.height <= picture.height + 1e-9, "ends inside");
}

/** @type {(picture: any, count: number) => any[]} */
function someViews(picture, count = 50) {
  const random = chance(7);
  const next = () => random.next().value;
  return Array.from({ length: count }, () => {
    const share = 0.2 + 0.8 * next();
    const [width, height] = [picture.width * share, picture.height * share];
    return { x: next() * (picture.width - width), y: next() * (picture.height - height), width, height };
  });
}

test("clamp leaves what is between and moves the rest to the nearer end", () => {
  assert.deepEqual([-1, 0, 0.5, 1, 2].map((v) => clamp(v, 0, 1)), [0, 0, 0.5, 1, 1]);
});

test("every centre is nearest to itself, and every pixel goes to a nearest centre", () => {
  for (const grid of GRIDS) {
    const centres = Array.from({ length: grid.rows }, (_, k) => k * grid.stride + grid.offset);
    assert.deepEqual(centres.map((pixel) => nearestSample(pixel, grid.rows, grid)), [...centres.keys()]);
    for (let pixel = -3; pixel < 45; pixel++) {
      const away = centres.map((centre) => Math.abs(centre - pixel));
      assert.equal(away[nearestSample(pixel, grid.rows, grid)], Math.min(...away));
    }
  }
});

test("snapping lands on a centre and stays there", () => {
  for (const grid of GRIDS) {
    for (let pixel = -3; pixel < 45; pixel++) {
      const centre = snap(pixel, grid.rows, grid);
      assert.equal((centre - grid.offset) % grid.stride, 0);
      assert.equal(snap(centre, grid.rows, grid), centre);
    }
  }
});

test("a map of stride 1 without an offset covers the picture", () => {
  assert.deepEqual(coverage({ rows: 4, cols: 6, stride: 1, offset: 0 }), { x: 0, y: 0, width: 6, height: 4 });
});

test("a valid map leaves one pixel free on every side", () => {
  assert.deepEqual(coverage({ rows: 2, cols: 4, stride: 1, offset: 1 }), { x: 1, y: 1, width: 4, height: 2 });
});

test("the middle of every sample is the middle of the pixel it is centred on", () => {
  for (const grid of GRIDS) {
    const area = coverage(grid);
    for (let col = 0; col < grid.cols; col++) {
      const middle = area.x + ((col + 0.5) * area.width) / grid.cols;
      assert.equal(middle, col * grid.stride + grid.offset + 0.5);
    }
  }
});

test("a view that is inside stays as it is; any other comes inside", () => {
  for (const picture of PICTURES) {
    for (const view of someViews(picture)) {
      assert.deepEqual(inside(view, picture), view);
      assertInside(inside({ ...view, x: view.x - 300, y: view.y + 900, width: view.width * 3 }, picture), picture);
    }
  }
});

test("zooming stays inside the picture, keeps its proportions and never goes below eight pixels", () => {
  for (const picture of PICTURES) {
    const smallest = Math.min(8, picture.width, picture.height);
    for (const view of someViews(picture)) {
      for (const factor of [0.01, 0.5, 0.6667, 1, 1.5, 4, 1000]) {
        const centre = { x: view.x + view.width / 3, y: view.y + view.height / 4 };
        const found = zoomed(view, factor, centre, picture);
        assertInside(found, picture);
        assert.ok(Math.abs(found.width / found.height - picture.width / picture.height) < 1e-9);
        assert.ok(Math.min(found.width, found.height) >= Math.min(smallest, view.width, view.height) - 1e-9);
      }
    }
  }
});

test("zooming in keeps the point under the pointer where it was", () => {
  const picture = PICTURES[0];
  for (const view of someViews(picture)) {
    const centre = { x: view.x + view.width / 3, y: view.y + view.height / 4 };
    const found = zoomed(view, 1.5, centre, picture);
    assert.ok(Math.abs((centre.x - found.x) / found.width - 1 / 3) < 1e-9);
    assert.ok(Math.abs((centre.y - found.y) / found.height - 1 / 4) < 1e-9);
  }
});

test("zooming far out shows the whole picture", () => {
  for (const picture of PICTURES) {
    for (const view of someViews(picture)) {
      const found = zoomed(view, 1e-6, { x: view.x, y: view.y }, picture);
      for (const side of ["x", "y", "width", "height"]) assert.ok(Math.abs(found[side] - whole(picture)[side]) < 1e-9);
    }
  }
});

test("a pixel that is asked for is in the view, and a view that shows it does not move", () => {
  const picture = PICTURES[1];
  for (const view of someViews(picture)) {
    for (const [row, col] of [[0, 0], [399, 599], [0, 599], [200, 300], [399, 0]]) {
      const found = revealing(view, row, col, picture);
      assertInside(found, picture);
      assert.ok(found.y <= row + 1e-9 && row + 1 <= found.y + found.height + 1e-9);
      assert.ok(found.x <= col + 1e-9 && col + 1 <= found.x + found.width + 1e-9);
      assert.equal(revealing(found, row, col, picture), found);
    }
  }
});

test("rows and columns are read out of a map", () => {
  const values = Float32Array.from([1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...line(values, 2, 3, 1, true)], [4, 5, 6]);
  assert.deepEqual([...line(values, 2, 3, 1, false)], [2, 5]);
});

test("crossings are found between pixels and on single zeros, with their steps", () => {
  assert.deepEqual(crossings(Float32Array.from([1, -1, -3, 0, 3, 0, 3])), { places: [0.5, 3], steps: [2, 3] });
  assert.deepEqual(crossings(Float32Array.from([-3, 1])), { places: [0.75], steps: [4] });
});

test("touching zero is not crossing it", () => {
  for (const values of [[], [1], [0], [1, 0], [0, -1], [1, 0, 1], [0, 0, 0], [-1, 0, 0, -1]]) {
    assert.deepEqual(crossings(Float32Array.from(values)), { places: [], steps: [] });
  }
});

test("a minus is a real one and never stands before a zero", () => {
  assert.equal(written(-1.5, 2), "\u22121.50");
  assert.equal(written(1.5, 2), "1.50");
  for (const value of [0, -0, -0.0004, 0.0004]) assert.equal(written(value, 3), "0.000");
});
