// One row of a map in three number types. Twin of ROW in explorer/lessons/number_types.py.

import { largest, line as lineOf } from "../core/arrays.js";
import { number } from "../core/notation.js";
import { line, mapImage, maps, plot, table } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */

const CLAMPED = "uint8, clamped";
const WRAPPED = "uint8, wrapped";
const FLOAT = "float32";
const ROLES = { [CLAMPED]: "after", [WRAPPED]: "other", [FLOAT]: "before" };

/** @param {{row: number}} values @param {{clamped: Map, wrapped: Map, sums: Map}} data */
export function show({ row }, { clamped, wrapped, sums }) {
  const shown = { [CLAMPED]: clamped, [WRAPPED]: wrapped, [FLOAT]: sums };
  const images = [
    mapImage(`${CLAMPED}, before ReLU and after`, clamped),
    mapImage(`${WRAPPED}, before ReLU and after`, wrapped),
    mapImage(`${FLOAT}, before ReLU`, sums),
    mapImage(`${FLOAT}, after`, { ...sums, values: sums.values.map((z) => Math.max(z, 0)) }),
  ];
  const limit = Math.max(...Object.values(shown).map(({ values }) => largest(values))) || null;
  const lines = Object.entries(shown).map(([name, map]) => ({ name, values: lineOf(map, row, true) }));
  return [[maps(images, { limit, row })], ...profile(lines, row)];
}

/** @param {{name: string, values: Float32Array}[]} lines @param {number} row */
function profile(lines, row) {
  const lowest = place(lines[lines.length - 1].values);
  const found = lines.map(({ name, values }) => ({ name, value: values[lowest] }));
  const told = found.map(({ name, value }) => `${name} ${number(value, 0)}`).join(", ");
  const curves = lines.map(({ name, values }) => line(name, Array.from(values, (_, k) => k), values, ROLES[name]));
  const alt = `Row ${row} before ReLU. At column ${lowest}, where the sum is lowest: ${told}`;
  const written = (label, change) => [label, ...found.map(({ value }) => number(change(value), 0))];
  return [
    [plot(curves, { x: "column", y: "before ReLU", alt })],
    [
      table(
        [`Lowest sum of the row (column ${lowest})`, ...found.map(({ name }) => name)],
        [written("Before ReLU", (value) => value), written("After ReLU", (value) => Math.max(value, 0))],
      ),
    ],
  ];
}

/** Where the lowest number stands, the first of equals. @param {Float32Array} values */
function place(values) {
  let lowest = 0;
  for (let k = 1; k < values.length; k += 1) if (values[k] < values[lowest]) lowest = k;
  return lowest;
}
