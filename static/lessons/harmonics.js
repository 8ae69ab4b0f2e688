// A wave through a convolution and PReLU. Twin of HARMONICS in explorer/lessons/harmonics.py.

import { number, percent } from "../core/notation.js";
import { rounded } from "../core/numbers.js";
import { course, SHARE_DIGITS } from "./course.js";
import { bars, maps, ofPicture, table, tones, words } from "./parts.js";
import { amplitude, EMPTY, expectedAmplitude, expectedNewPower, grating, rowOfALayer, sobelGain, variance } from "./spectrum.js";

const SAMPLES = 1024;
const HEIGHT = 96;
const ORDERS = [0, 1, 2, 3, 4, 5, 6];
const HEARD = "Hear the row as a tone: f is 220 Hz. Both have one scale, and the mean makes no sound.";
const NAMES = ["mean", "f", "2f", "3f", "4f", "5f", "6f"];

/** @param {{slope: number, offset: number, cycles: number}} values */
export function show({ slope, offset, cycles }) {
  const image = grating(SAMPLES, HEIGHT, cycles);
  const gain = sobelGain(cycles, SAMPLES) / 2;
  const row = rowOfALayer(image, HEIGHT / 2, slope, offset * gain);
  const [before, after] = [row.before, row.after].map((values) => ORDERS.map((order) => amplitude(values, order * cycles) / gain));
  const exact = ORDERS.map((order) => expectedAmplitude(order, slope, offset));
  /** @type {[string, number[]][]} */
  const groups = [["Before", before], ["After, measured", after], ["After, by formula", exact]];
  const alt = `Amplitudes after: ${NAMES.map((name, k) => `${name} ${number(after[k])}`).join("; ")}`;
  const share = 1 - (after[1] * gain) ** 2 / 2 / variance(row.after);
  return [
    [maps([ofPicture("The picture: a sine grating", image)], { row: HEIGHT / 2 })],
    [course(row, gain), bars(NAMES, groups, { x: "frequency", y: "amplitude", alt, yRange: [0, 1.05] })],
    [tones(HEARD, [["before", row.before], ["after", row.after]], cycles)],
    [words(added(before, after, share, slope, offset))],
    [table(["Amplitude", ...groups.map(([name]) => name)], NAMES.map((name, k) => [name, ...groups.map(([, values]) => number(values[k]))]))],
  ];
}

/** @type {(before: number[], after: number[], share: number, slope: number, offset: number) => string} */
function added(before, after, share, slope, offset) {
  if (slope === 1) return "With slope 1 the activation is a straight line: no frequency is new.";
  if (Math.abs(offset) >= 1) {
    return "The whole wave lies on one side of 0. There the activation is a straight line: no frequency is new.";
  }
  const least = [before, after].map((values) => EMPTY * Math.max(...values));
  const isNew = (order) => order > 0 && before[order] <= least[0] && after[order] > least[1];
  const fresh = ORDERS.filter(isNew).map((order) => NAMES[order]).join(", ");
  const { ofSwing, ofAll } = expectedNewPower(slope, offset);
  return (
    `f is the frequency that went in. New up to ${NAMES.at(-1)}: **${fresh}**. All new ones together carry ` +
    `${percent(rounded(share, SHARE_DIGITS))} of the power after, if the mean is not counted (by ` +
    `formula ${percent(ofSwing)}), and ${percent(ofAll)} if it is.`
  );
}
