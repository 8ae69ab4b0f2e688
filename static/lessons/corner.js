// A line before and after ReLU, as numbers and as greys. Twin of CORNER in explorer/lessons/corner.py.

import { largest, line as lineOf } from "../core/arrays.js";
import { named } from "../core/kernels.js";
import { number } from "../core/notation.js";
import { corners, marks, withCrossings } from "../core/profiles.js";
import { exactMap } from "./exact.js";
import { line, mapImage, maps, ofPicture, plot, table, words } from "./parts.js";
import { BAR, coloured, countStreaks, paint, sineRow } from "./streak.js";

/** @typedef {{image: import("../core/arrays.js").Map, source: string, display: string}} Data */
/** @typedef {{signed: Float32Array, rectified: Float32Array, found: import("../core/profiles.js").Corners, limit: number}} Course */

const AIR = 1.05;
const SOBEL = named("Sobel right").weights;
const { PI, cos, sin, tan } = Math;

/** @param {{row: number, samples: number}} values @param {Data} data */
export function show({ row, samples }, { image, source, display }) {
  const map = exactMap(image, SOBEL);
  const isSine = source === "Sine wave";
  const signed = source === "Light bar" ? BAR : isSine ? sineRow(samples) : lineOf(map, row, true);
  const shown = course(signed);
  const strips = [signed, shown.rectified].map((values) => paint(values, display, shown.limit));
  const greys = strips.map(greyStep);
  return [
    [plotOf(shown, strips, display)],
    [words(verdict(shown.found)), words(greyVerdict(greys, display))],
    ...(isSine ? [[words(law(samples))]] : []),
    [tableOf(shown, greys)],
    ...(source === "Row of the picture" ? [[mapsOf(image, map, display, row)]] : []),
  ];
}

/** @type {(signed: Float32Array) => Course} */
function course(signed) {
  const rectified = signed.map((value) => Math.max(value, 0) + 0);
  return { signed, rectified, found: corners(signed, rectified, { slopes: [0, 1] }), limit: reach(signed) };
}

/** The largest absolute value, or 1 where all are 0. @param {Float32Array} values */
const reach = (values) => largest(values) || 1;

/** The largest step of grey between neighbours. @param {Uint8Array} strip */
function greyStep(strip) {
  let step = 0;
  for (let k = 1; k < strip.length; k += 1) step = Math.max(step, Math.abs(strip[k] - strip[k - 1]));
  return step;
}

/** @type {(shown: Course, strips: Uint8Array[], display: string) => import("./parts.js").Part} */
function plotOf({ signed, rectified, found, limit }, [before, after], display) {
  const position = Int32Array.from(signed, (_, k) => k);
  const drawn = withCrossings({ position, input: signed, signed, rectified }, { atZero: [0, 0] });
  const zeros = marks(signed, { slopes: [0, 1] });
  const lines = [
    line("Before ReLU", drawn.position, drawn.signed, "before"),
    line("After ReLU", drawn.position, drawn.rectified),
    line("Strong corner", zeros, zeros.map(() => 0), "marks"),
  ];
  const alt =
    "One line of the feature map before and after ReLU, which is equal above zero and flat below it. " +
    `Zero crossings: ${found.crossings}. Under it both lines as grey levels, ${display.toLowerCase()}.`;
  return plot(lines, {
    x: "place along the line",
    y: "value",
    alt,
    xRange: [-0.5, signed.length - 0.5],
    yRange: [-AIR * limit, AIR * limit],
    height: 380,
    strips: [["before", before], ["after", after]],
  });
}

/** @type {(found: import("../core/profiles.js").Corners) => string} */
function verdict({ stepBefore, stepAfter, cornerBefore, cornerAfter, crossings }) {
  const step = stepAfter === stepBefore ? "the largest step stays the same" : "the largest step becomes smaller";
  if (!crossings) return `In numbers ${step}. This line never crosses zero, so it gets no corner.`;
  if (cornerAfter > cornerBefore && cornerBefore > 0) return `In numbers ${step}. The bend at zero is sharper than before: **a corner**.`;
  if (cornerAfter > cornerBefore) return `In numbers ${step}. But the line bends at zero, where it was straight: **a corner**.`;
  if (cornerAfter) return `In numbers ${step}. At zero the line bends, but no more than it did before.`;
  return `In numbers ${step}. This line rests on zero wherever it crosses, so it gets no corner there.`;
}

/** @type {(greys: number[], display: string) => string} */
function greyVerdict([before, after], display) {
  if (display === "Clipped") return "In greys both look alike. This display paints all below zero black: it cuts by itself.";
  if (after > before) {
    return (
      "In greys the largest step grows, though in numbers it does not: this display scales what is " +
      "left from black to white."
    );
  }
  if (display === "Auto-scaled") {
    return (
      "In greys the largest step does not grow on this line. But this display may give zero another " +
      "grey in each strip, and smaller steps may grow."
    );
  }
  return "In greys no step grows either: zero is middle grey in both strips.";
}

/** @type {(samples: number) => string} */
function law(samples) {
  const w = (2 * PI) / samples;
  const [before, after, growth] = [number(2 * (1 - cos(w)), 4), number(sin(w), 4), number(1 / tan(w / 2) / 2, 1)];
  return (
    `A bend is a change of the step. The sharpest one of this wave is ${before}; ReLU makes one of ` +
    `${after}, **${growth} times** as sharp. The law for n samples a wave: cot(π / n) / 2 times. ` +
    `Here n is ${samples}.`
  );
}

/** @type {(shown: Course, greys: number[]) => import("./parts.js").Part} */
function tableOf({ signed, rectified, found, limit }, greys) {
  const digits = limit < 10 ? 3 : 1;
  const runs = [signed, rectified].map((values) => countStreaks(values, limit));
  const row = (name, [before, after], places) => [name, number(before, places), number(after, places)];
  return table(["Measured", "Before ReLU", "After ReLU"], [
    row("Largest step between neighbours", [found.stepBefore, found.stepAfter], digits),
    row("Largest change of slope at zero", [found.cornerBefore, found.cornerAfter], digits),
    row("Largest step in grey, of 255", greys, 0),
    row("Streaks of white, grey, black", runs, 0),
  ]);
}

/** @type {(image: Data["image"], map: Data["image"], display: string, row: number) => import("./parts.js").Part} */
function mapsOf(image, map, display, row) {
  const rectified = map.values.map((value) => Math.max(value, 0));
  const limit = reach(map.values);
  const both = [["before", map.values], ["after", rectified]].map(([when, values]) => {
    return mapImage(`Feature map ${when} ReLU, ${display.toLowerCase()}`, { ...map, values }, coloured(values, display, limit));
  });
  return maps([ofPicture("Input image", image), ...both], { row });
}
