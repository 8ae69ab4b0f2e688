import assert from "node:assert/strict";
import { test } from "node:test";

import { offered } from "../../static/widgets/stretch.js";

const picture = (...values) => ({ values: Float32Array.from(values), rows: 1, cols: values.length });

test("a picture that uses little of the range says so, and may be stretched", () => {
  const { text, stretch } = offered(picture(0, 0.0625), false);
  assert.equal(text, "It uses 6 % of the range from black to white.");
  assert.equal(stretch, "yes");
});

test("nothing is said of one that uses more, or of one that is a single grey", () => {
  assert.equal(offered(picture(0.1, 0.36), false), null);
  assert.equal(offered(picture(0.3, 0.3), false), null);
});

test("a stretched one may be shown as it was", () => assert.equal(offered(picture(0, 1), true).stretch, "no"));
