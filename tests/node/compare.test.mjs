import assert from "node:assert/strict";
import { test } from "node:test";

import { signed } from "../../static/scope/compare.js";

test("the middle colour stands for zero and the ends lie as far from it on both sides", () => {
  const { values, codes } = signed(Uint8Array.of(0, 127, 254), 255);
  assert.deepEqual(Array.from(codes, (code) => values[code]), [-127, 0, 127]);
});
