// The figure of the live profile: the points of its lines, and its size on a projector.

import { crossings } from "../core/profiles.js";

/** @typedef {{data: any[], layout: any}} Figure  of Plotly */

/** Half the height of the mark at a crossing, as a share of the limit: that of a gentle one, and what a steep one adds. */
const MARK = [0.04, 0.12];
/** Where a mark is that nobody sees: a line without any point would not be drawn, and could not be moved. */
const AWAY = -1e4;

/**
 * The points of each trace of core/figures.js. Every crossing has a mark, an upright stroke; the steeper the curve
 * passes, the longer it is. Strokes of one broken line are drawn much faster than as many markers.
 * @param {import("../core/profiles.js").RowProfile} profile
 * @param {{stride: number, offset: number, limit: number}} layer
 * @returns {{x: ArrayLike<number|null>[], y: ArrayLike<number|null>[]}}
 */
export function traces({ position, input, signed, rectified }, { stride, offset, limit }) {
  const pixels = Int32Array.from(input, (_, k) => k);
  const negative = signed.map((v) => Math.min(v, 0));
  const { places, steps } = crossings(signed);
  const marks = [AWAY, AWAY, null, ...places.flatMap((k) => [k * stride + offset, k * stride + offset, null])];
  const strokes = steps.flatMap((step) => {
    const half = limit * (MARK[0] + MARK[1] * Math.min(step / limit, 1));
    return [-half, half, null];
  });
  strokes.unshift(0, 0, null);
  return { x: [pixels, position, position, position, marks], y: [input, negative, signed, rectified, strokes] };
}

/**
 * Enlarge the type, the lines and the margins of a figure for a projector; its height grows little.
 * @param {Figure} figure @param {number} factor
 * @returns {Figure}
 */
export function enlarged({ data, layout }, factor) {
  const { font, margin, height } = layout;
  const sides = Object.entries(margin).map(([side, width]) => [side, factor * width]);
  return {
    data: data.map((trace) => ({ ...trace, line: { ...trace.line, width: factor * trace.line.width } })),
    layout: {
      ...layout,
      height: height * (0.8 + 0.2 * factor),
      margin: Object.fromEntries(sides),
      font: { ...font, size: factor * font.size },
    },
  };
}
