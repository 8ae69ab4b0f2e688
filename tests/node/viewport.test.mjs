import assert from "node:assert/strict";
import { test } from "node:test";

import { clamp } from "../../static/core/numbers.js";
import { coverage, inside, revealing, samePart, shownRatio, stretched, Viewport, zoomed } from "../../static/scope/viewport.js";

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

test("a panel is never flatter than four to one, nor steeper", () => {
  assert.deepEqual([[512, 256], [512, 8], [3, 300]].map(([width, height]) => shownRatio(width, height)), [2, 4, 0.25]);
});

test("another picture is shown as a whole, whatever was zoomed before", () => {
  const viewport = new Viewport();
  viewport.open(600, 400);
  viewport.zoom(3, 0.5, 0.5);
  viewport.open(128, 96);
  assert.deepEqual(viewport.part, { x: 0, y: 0, width: 128, height: 96 });
});

test("the pixel under a place is found in what is visible, and none lies outside", () => {
  const viewport = new Viewport();
  viewport.open(600, 400);
  assert.deepEqual([[0, 0], [0.5, 0.5], [1, 1], [-3, 7]].map(([x, y]) => viewport.pixelAt(x, y)), [[0, 0], [200, 300], [399, 599], [399, 0]]);
  viewport.zoom(2, 0, 0);
  assert.deepEqual(viewport.pixelAt(0.5, 0.5), [100, 150]);
  viewport.pan(0.5, 1);
  assert.deepEqual(viewport.pixelAt(0, 0), [200, 150]);
  viewport.reset();
  assert.deepEqual(viewport.pixelAt(0.5, 0.5), [200, 300]);
});

/** What lies under a place of a panel, and how far apart two such points are in px of a panel. */
const pointAt = ({ x, y, width, height }, [across, down]) => [x + across * width, y + down * height];
const apart = ([x, y], [otherX, otherY], part, panel) => Math.hypot(x - otherX, y - otherY) * (panel / part.width);

test("a zoom keeps what is under the pointer there to a hundredth of a pixel, in panels of any width and wherever it is", () => {
  const random = chance(11);
  const next = () => random.next().value;
  for (const picture of [...PICTURES, { width: 333, height: 512 }]) {
    for (const panel of [100, 301.5, 417.33, 1023.7]) {
      const viewport = new Viewport();
      viewport.open(picture.width, picture.height);
      let free = 0;
      for (let turn = 0; turn < 200; turn += 1) {
        const before = viewport.part;
        const place = [Math.floor(next() * panel) / panel, Math.floor(next() * panel) / panel];
        viewport.zoom(Math.exp(next() - 0.45), ...place);
        const { part } = viewport;
        assertInside(part, picture);
        const isFree = part.x > 1e-9 && part.y > 1e-9 && part.x + part.width < picture.width - 1e-9 && part.y + part.height < picture.height - 1e-9;
        if (!isFree) continue;
        free += 1;
        const moved = apart(pointAt(before, place), pointAt(part, place), part, panel);
        assert.ok(moved < 0.01, `${moved} px in a panel of ${panel} px`);
      }
      assert.ok(picture.width === 5 || free > 50, `${free} of 200 were away from the border`);
    }
  }
});

test("zooming in keeps a corner where it is, and out and in again comes back to the same", () => {
  const viewport = new Viewport();
  viewport.open(512, 512);
  for (let turn = 0; turn < 5; turn += 1) viewport.zoom(1.5, 1, 0);
  assert.ok(Math.abs(viewport.part.x + viewport.part.width - 512) < 1e-9);
  assert.equal(viewport.part.y, 0);
  viewport.reset();
  viewport.zoom(4, 0.3, 0.7);
  const { part } = viewport;
  viewport.zoom(1.5, 0.5, 0.5);
  viewport.zoom(1 / 1.5, 0.5, 0.5);
  for (const side of Object.keys(part)) assert.ok(Math.abs(viewport.part[side] - part[side]) < 1e-9);
});

test("a stretch of a line fills the view, which keeps the proportions of the picture and has the line in its middle", () => {
  const picture = { width: 600, height: 400 };
  assert.deepEqual(stretched([150, 300], 199.5, true, picture), { x: 150, y: 150, width: 150, height: 100 });
  assert.deepEqual(stretched([100, 200], 299.5, false, picture), { x: 225, y: 100, width: 150, height: 100 });
});

test("a stretch near the border, too short or too long is brought inside", () => {
  for (const picture of PICTURES) {
    for (const isRow of [true, false]) {
      for (const stretch of [[0, 1], [2, 2], [-5, 1000], [picture.width - 1, picture.width]]) {
        for (const line of [0, picture.height - 1]) {
          const view = stretched(stretch, line, isRow, picture);
          assertInside(view, picture);
          assert.ok(Math.min(view.width, view.height) >= Math.min(8, picture.width, picture.height) - 1e-9);
        }
      }
    }
  }
});

test("a zoom to a stretch goes on from what is visible, and again from there", () => {
  const viewport = new Viewport();
  viewport.open(800, 800);
  viewport.zoomTo(0.25, 0.75, 400, true);
  viewport.zoomTo(0.5, 0.75, 400, true);
  assert.deepEqual([viewport.part.x, viewport.part.width], [400, 100]);
  viewport.zoomTo(0, 0.5, 420, false);
  assert.deepEqual([viewport.part.y, viewport.part.height], [350.5, 50]);
});

test("the same part of a larger or narrower picture lies at the same fractions of it", () => {
  const [picture, other] = [{ rows: 100, cols: 50 }, { rows: 50, cols: 100 }];
  assert.deepEqual(samePart({ x: 10, y: 20, width: 30, height: 40 }, picture, other), { x: 20, y: 10, width: 60, height: 20 });
  assert.deepEqual(samePart({ x: 0, y: 0, width: 50, height: 100 }, picture, other), { x: 0, y: 0, width: 100, height: 50 });
});
