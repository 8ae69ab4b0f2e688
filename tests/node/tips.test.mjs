import assert from "node:assert/strict";
import { test } from "node:test";

import { placeOf } from "../../static/page/tips.js";

const PAGES = [[390, 844], [740, 360], [1366, 768]].map(([width, height]) => ({ width, height }));
const TEXTS = [{ width: 60, height: 28 }, { width: 320, height: 70 }];

test("a text never covers what it is about, nor leaves the window", () => {
  for (const page of PAGES) {
    for (const text of TEXTS) {
      for (let left = 0; left < page.width; left += 37) {
        for (let top = 0; top < page.height; top += 41) {
          for (const [width, height] of [[20, 20], [120, 44], [600, 150]]) {
            const about = { left, top, right: Math.min(left + width, page.width), bottom: Math.min(top + height, page.height) };
            const place = placeOf(about, text, page);
            if (!place) continue;
            const [right, bottom] = [place.left + text.width, place.top + text.height];
            assert.ok(place.left >= 0 && place.top >= 0 && right <= page.width && bottom <= page.height);
            const isApart = right <= about.left || about.right <= place.left || bottom <= about.top || about.bottom <= place.top;
            assert.ok(isApart, JSON.stringify({ page, text, about, place }));
          }
        }
      }
    }
  }
});

test("a text stands over its thing, below it where there is no room, and nowhere if the thing fills the window", () => {
  const [, , page] = PAGES;
  assert.deepEqual(placeOf({ left: 100, top: 200, right: 160, bottom: 240 }, TEXTS[0], page), { left: 100, top: 166 });
  assert.deepEqual(placeOf({ left: 100, top: 10, right: 160, bottom: 50 }, TEXTS[0], page), { left: 100, top: 56 });
  assert.equal(placeOf({ left: 0, top: 0, right: page.width, bottom: page.height }, TEXTS[0], page), null);
});
