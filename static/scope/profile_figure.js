// The figure of the live profile: the points of its lines, and its size.

import { number } from "../core/notation.js";
import { marks, withCrossings } from "../core/profiles.js";

/** @typedef {{data: any[], layout: any}} Figure  of Plotly */

/** Half the height of a mark, as a share of the maps' axis. */
const MARK = 0.08;
/** Where a mark is that nobody sees: a line without any point would not be drawn, and could not be moved. */
const AWAY = -1e4;
/** How high the input's strip is, as a share of what lies within the margins. */
const STRIP = 0.22;
/** A chart below so many px has little height: the input's strip is as low as its labels allow, and only the maps' axis has a name. */
const LITTLE = 180;
/** The px that a label takes, and those between two ticks of the maps, at the least. */
const [LABEL, TICK] = [20, 14];

/**
 * The line of view A, its activation at zero and just right of it, and how many pixels of the current picture one of its own
 * is long.
 * @typedef {{profile: import("../core/profiles.js").RowProfile, atZero: [number, number], scale: number}} PinnedLine
 */

/**
 * The points of each trace of core/figures.js. Every strong crossing has a mark, an upright stroke. Strokes of one broken
 * line are drawn much faster than as many markers.
 * @param {import("../core/profiles.js").RowProfile} profile
 * @param {object} options
 * @param {{stride: number, offset: number}} options.layer
 * @param {[number, number]} options.span of the maps' axis
 * @param {[number, number]} options.atZero the activation at zero and just right of it
 * @param {[number, number]} options.slopes of the activation just left and just right of zero
 * @param {PinnedLine|null} [options.pinned] the line of view A; has a trace of its own where it is given
 * @returns {{x: ArrayLike<number|null>[], y: ArrayLike<number|null>[]}}
 */
export function traces(profile, { layer: { stride, offset }, span: [low, high], atZero, slopes, pinned = null }) {
  const pixels = Int32Array.from(profile.input, (_, k) => k);
  const { position, signed, rectified } = withCrossings(profile, { atZero });
  const negative = signed.map((v) => Math.min(v, 0));
  const places = marks(profile.signed, { slopes }).map((k) => k * stride + offset);
  const half = MARK * (high - low);
  const strokes = places.flatMap((place) => [place, place, null]);
  const heights = places.flatMap(() => [-half, half, null]);
  const a = pinned ? [pinnedPoints(pinned)] : [];
  return {
    x: [pixels, position, position, position, ...a.map(({ x }) => x), [AWAY, AWAY, null, ...strokes]],
    y: [profile.input, negative, signed, rectified, ...a.map(({ y }) => y), [0, 0, null, ...heights]],
  };
}

/** The points of view A’s line after its activation, laid along the length of the current one. @param {PinnedLine} line */
function pinnedPoints({ profile, atZero, scale }) {
  const { position, rectified } = withCrossings(profile, { atZero });
  return { x: position.map((place) => (place + 0.5) * scale - 0.5), y: rectified };
}

/**
 * The values that the maps' axis has to show: the line before, and all that is drawn after.
 * @param {import("../core/profiles.js").RowProfile} profile @param {import("../core/profiles.js").RowProfile|null} pinned
 * @returns {[Float32Array, Float32Array]}
 */
export function drawnValues({ signed, rectified }, pinned) {
  return [signed, pinned ? Float32Array.of(...rectified, ...pinned.rectified) : rectified];
}

/**
 * The range of the maps' axis. It fits the line; while something moves it only grows, and fits again when all rests: lines
 * that follow one another quickly would make it tremble.
 * @param {[number, number]} fitted to the line @param {[number, number]} last the range shown before @param {boolean} isMoving
 * @returns {[number, number]}
 */
export function calm(fitted, last, isMoving) {
  return isMoving ? [Math.min(fitted[0], last[0]), Math.max(fitted[1], last[1])] : fitted;
}

/**
 * Where the two plots of a chart lie, one above the other.
 * @typedef {{margin: {l: number, r: number, t: number, b: number}, strip: [number, number], maps: [number, number],
 *            isLow: boolean, mostTicks: number}} Places  margins in px, the rest as shares of what lies within them
 */

/**
 * Divide the height of a chart among the input's strip and the maps, with room for the labels, all as large as the type.
 * @param {number} height in px @param {number} factor how much larger than on a desk everything is
 * @returns {Places}
 */
export function places(height, factor) {
  const isLow = height < LITTLE * factor;
  const margin = { l: 58 * factor, r: 8 * factor, t: (isLow ? 9 : 20) * factor, b: (isLow ? 24 : 44) * factor };
  const inner = height - margin.t - margin.b;
  const strip = Math.max(isLow ? 0 : STRIP * inner, LABEL * factor);
  const maps = inner - strip - LABEL * factor;
  return {
    margin,
    strip: [1 - strip / inner, 1],
    maps: [0, maps / inner],
    isLow,
    mostTicks: Math.min(Math.max(Math.floor(maps / (TICK * factor)), 4), 6),
  };
}

/**
 * Bring a figure to the size of its place, its type, lines and margins enlarged for a projector.
 * @param {Figure} figure @param {{width: number, height: number, factor: number}} size @param {Places} places
 * @returns {Figure}
 */
export function sized({ data, layout }, { width, height, factor }, { margin, strip, maps, isLow }) {
  const { font, xaxis, yaxis, yaxis2 } = layout;
  return {
    data: data.map((trace) => ({ ...trace, line: { ...trace.line, width: factor * trace.line.width } })),
    layout: {
      ...layout,
      width,
      height,
      margin,
      font: { ...font, size: factor * font.size },
      showlegend: false,
      xaxis: { ...xaxis, title: { ...xaxis.title, text: isLow ? "" : xaxis.title.text, font: { size: factor * font.size }, standoff: 4 * factor } },
      yaxis: { ...yaxis, domain: strip },
      yaxis2: { ...yaxis2, domain: maps },
    },
  };
}

/**
 * The traces with their values in words, which Plotly shows at the pointer: its own numbers have a hyphen for a minus.
 * @param {any[]} data with their points @param {number} digits of the maps
 */
export function worded(data, digits) {
  const words = (values, decimals) => Array.from(values, (value) => number(value, decimals));
  return data.map((trace, k) => (trace.hovertemplate ? { ...trace, text: words(trace.y, k ? digits : 3) } : trace));
}

/** A layout without the names, labels and lines of the upright axes: scale.js shows them. @param {any} layout */
export function withoutScale(layout) {
  const bare = { title: { text: "" }, showticklabels: false, showgrid: false, zeroline: false };
  return { ...layout, yaxis: { ...layout.yaxis, ...bare }, yaxis2: { ...layout.yaxis2, ...bare } };
}
