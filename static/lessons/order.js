// Pooling and activation in both orders. Twin of ORDER in explorer/lessons/pooling.py.

import { prelu } from "../core/activations.js";
import { number, short } from "../core/notation.js";
import { line, mapImage, maps, plot, table, words } from "./parts.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** Four numbers of the map, row by row, at each place. @typedef {{four: Float64Array, rows: number, cols: number}} Blocks */

const SLOPES = Array.from({ length: 9 }, (_, k) => -1 + k / 4);
const ROUNDING = 1e-9;

/** @type {Record<string, (a: number, b: number, c: number, d: number) => number>} */
const POOLINGS = {
  Maximum: Math.max,
  Average: (a, b, c, d) => (a + b + c + d) / 4,
};

/** @param {{slope: number}} values @param {{signed: Map, pooling: string}} data */
export function show({ slope }, { signed, pooling }) {
  const blocks = cut(signed);
  const both = orders(blocks, pooling, slope);
  const [what, name] = [slope ? "PReLU" : "ReLU", pooling.toLowerCase()];
  const of = (values) => ({ values, rows: blocks.rows, cols: blocks.cols });
  const images = [
    mapImage(`${what}, then ${name}`, of(both.activationFirst)),
    mapImage(`${pooling}, then ${what}`, of(both.poolingFirst)),
    mapImage("Difference", of(Float32Array.from(both.difference))),
  ];
  return [
    [words(sentence(pooling, slope, both.apart))],
    [maps(images, { limit: both.limit || null })],
    [curves(blocks, slope), worked(blocks, pooling, slope, both)],
  ];
}

/** @param {Map} map @returns {Blocks} */
function cut({ values, rows, cols }) {
  const size = { rows: Math.floor(rows / 2), cols: Math.floor(cols / 2) };
  const four = new Float64Array(4 * size.rows * size.cols);
  for (let r = 0; r < size.rows; r += 1) {
    for (let c = 0; c < size.cols; c += 1) {
      const [from, to] = [2 * r * cols + 2 * c, 4 * (r * size.cols + c)];
      four.set([values[from], values[from + 1], values[from + cols], values[from + cols + 1]], to);
    }
  }
  return { four, ...size };
}

/** Both orders; `apart` is their largest difference, `limit` their largest value. @param {Blocks} blocks @param {string} pooling @param {number} slope */
function orders({ four }, pooling, slope) {
  const [pool, given] = [POOLINGS[pooling], { negative_slope: slope }];
  const [activationFirst, poolingFirst] = [0, 1].map(() => new Float32Array(four.length / 4));
  const difference = new Float64Array(four.length / 4);
  let [apart, limit] = [0, 0];
  for (let k = 0; k < difference.length; k += 1) {
    const [a, b, c, d] = four.subarray(4 * k, 4 * k + 4);
    const first = pool(prelu(a, given), prelu(b, given), prelu(c, given), prelu(d, given));
    const last = prelu(pool(a, b, c, d), given);
    [activationFirst[k], poolingFirst[k], difference[k]] = [first, last, first - last];
    apart = Math.max(apart, Math.abs(first - last));
    limit = Math.max(limit, Math.abs(first), Math.abs(last));
  }
  return { activationFirst, poolingFirst, difference, limit, apart: apart > ROUNDING ? apart : 0 };
}

/** @type {(pooling: string, slope: number, apart: number) => string} */
function sentence(pooling, slope, apart) {
  if (apart) {
    const start = `The order matters: values differ by up to **${number(apart)}**.`;
    if (pooling === "Maximum") {
      return (
        `${start} Below zero this slope turns minus into plus, so the lowest number of a block comes out above ` +
        "its highest."
      );
    }
    return `${start} Average first, and plus and minus cancel before the activation sees them.`;
  }
  if (pooling === "Maximum" && slope >= 0) return "Both orders give **the same map, number for number**: difference 0.";
  if (slope === 1) return "Slope 1 changes no value, so the order cannot matter: difference 0.";
  if (pooling === "Maximum") {
    return "Difference 0 on this picture: in no block does the lowest number come out above the highest.";
  }
  return "Difference 0 on this picture: no block has numbers on both sides of zero.";
}

/** @param {Blocks} blocks @param {number} slope */
function curves(blocks, slope) {
  const names = Object.keys(POOLINGS);
  const apart = names.map((name) => largestDifferences(blocks, name, [...SLOPES, slope]));
  const here = apart.map((found) => found[SLOPES.length]);
  const lines = names.map((name, k) => line(name, SLOPES, apart[k].slice(0, -1), k ? "before" : "after"));
  return plot([...lines, line("this slope", [slope, slope], here, "marks")], {
    x: "slope of the negative side",
    y: "largest difference",
    alt:
      `The largest difference between both orders, for slopes from −1 to 1. At slope ${short(slope)}: maximum ` +
      `${number(here[0])}, average ${number(here[1])}.`,
    height: 330,
  });
}

/**
 * The largest difference of both orders for each slope. An average differs by 1 − slope times what it does with ReLU; a
 * maximum after PReLU is that of the highest or of the lowest number.
 * @param {Blocks} blocks @param {string} pooling @param {number[]} slopes
 */
function largestDifferences(blocks, pooling, slopes) {
  if (pooling === "Average") {
    const { apart } = orders(blocks, pooling, 0);
    return slopes.map((slope) => (1 - slope) * apart);
  }
  const found = slopes.map(() => 0);
  for (let k = 0; k < blocks.four.length; k += 4) {
    const block = blocks.four.subarray(k, k + 4);
    const [low, high] = [Math.min(...block), Math.max(...block)];
    for (const [s, slope] of slopes.entries()) {
      const given = { negative_slope: slope };
      found[s] = Math.max(found[s], prelu(low, given) - prelu(high, given));
    }
  }
  return found;
}

/** @param {Blocks} blocks @param {string} pooling @param {number} slope @param {ReturnType<typeof orders>} both */
function worked(blocks, pooling, slope, { activationFirst, poolingFirst, difference }) {
  const k = telling(blocks, difference);
  const block = [...blocks.four.subarray(4 * k, 4 * k + 4)];
  const after = block.map((z) => prelu(z, { negative_slope: slope }));
  const written = (values) => values.map((value) => number(value, 2)).join(", ");
  const [a, b, c, d] = block;
  const what = slope ? "PReLU" : "ReLU";
  return table(
    [`One block: ${written(block)}`, "In between", "Result"],
    [
      [`${what}, then ${pooling.toLowerCase()}`, written(after), number(activationFirst[k], 2)],
      [`${pooling}, then ${what}`, number(POOLINGS[pooling](a, b, c, d), 2), number(poolingFirst[k], 2)],
    ],
  );
}

/** The block where the order matters most, or else the one of largest spread. @param {Blocks} blocks @param {Float64Array} difference */
function telling({ four }, difference) {
  const matters = difference.some((value) => Math.floor(Math.abs(value) / ROUNDING + 0.5) > 0);
  let [best, most] = [0, -1];
  for (let k = 0; k < difference.length; k += 1) {
    const block = four.subarray(4 * k, 4 * k + 4);
    const weight = matters
      ? Math.floor(Math.abs(difference[k]) / ROUNDING + 0.5)
      : Math.max(...block) - Math.min(...block);
    if (weight > most) [best, most] = [k, weight];
  }
  return best;
}
