import assert from "node:assert/strict";
import { test } from "node:test";

import { aroundZero } from "../../static/widgets/compare.js";

test("the middle colour stands for zero and the ends lie as far from it on both sides", () => {
  assert.deepEqual([...aroundZero(Uint8Array.of(0, 127, 254), 255)], [-127, 0, 127]);
});
