import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenOf, tableOf } from "../../static/scope/line_table.js";

const LINE = { position: [2, 4], input: [0, 0.25, 0.5, 0.75, 1], signed: [-1.5, 2], rectified: [0, 2] };
const view = (direction) => ({ limit: 2, view: { direction, layer: { activation: "ReLU" } } });

test("each value of the maps has a row, with the pixel that it is centred on", () => {
  const { caption, head, rows } = tableOf(view("Row"), LINE, { row: 8, col: 4 });
  assert.equal(caption, "Row 8");
  assert.deepEqual(head, ["Column", "Input", "Before ReLU", "After ReLU"]);
  assert.deepEqual(rows, [["2", "0.500", "\u22121.500", "0.000"], ["4", "1.000", "2.000", "2.000"]]);
});

test("along a column the rows are counted", () => {
  const { caption, head } = tableOf(view("Column"), LINE, { row: 8, col: 4 });
  assert.deepEqual([caption, head[0]], ["Column 4", "Row"]);
});

test("the chosen place has the row that its place along the line names", () => {
  assert.equal(chosenOf(view("Row"), LINE, { row: 8, col: 4 }), 1);
  assert.equal(chosenOf(view("Column"), LINE, { row: 2, col: 4 }), 0);
});
