import assert from "node:assert/strict";
import test from "node:test";

import { PictureBox } from "../../static/standalone/pictures.js";

test("the line of a picture of one's own begins in its middle, where Python has it", () => {
  const pictures = new PictureBox({}, () => Promise.reject());
  const number = pictures.add({ image: { values: new Float32Array(90 * 120), rows: 90, cols: 120 }, height: 90, width: 120 });
  assert.deepEqual(pictures.ownGrids(number)[512], { rows: 90, cols: 120, row: 44, col: 60 });
});
