// Moves the lines of the profile without Plotly, which takes longer than a frame: sets the paths that Plotly has drawn
// to new points. Plotly redraws them at the end of the drag.

import { writeAttribute } from "../page/elements.js";

/** @typedef {(value: number) => number} Scale  a value to its place in a plot, in px */

/** @type {(values: number[], places: number[]) => Scale} */
const linear = ([low, high], [from, to]) => (value) => from + ((value - low) / (high - low)) * (to - from);

/**
 * Where Plotly puts the values of a figure, by the name of the axis.
 * @param {any} layout @param {{w: number, h: number}} size of what lies within the margins, which a legend may widen
 * @returns {{x: Scale, y: Scale, y2: Scale}}
 */
export function scales({ xaxis, yaxis, yaxis2 }, { w, h }) {
  const up = ({ range, domain }) => linear(range, [h * (domain[1] - domain[0]), 0]);
  return { x: linear(xaxis.range, [0, w]), y: up(yaxis), y2: up(yaxis2) };
}

/** Round to two decimals, faster than toFixed. @type {(px: number) => number} */
const hundredths = (px) => Math.round(px * 100) / 100;

/**
 * The `d` of an SVG path through points; a null interrupts the path.
 * @param {ArrayLike<number|null>} xs @param {ArrayLike<number|null>} ys @param {Scale} across @param {Scale} up
 */
export function svgPath(xs, ys, across, up) {
  let path = "";
  let pen = "M";
  for (let k = 0; k < xs.length; k += 1) {
    if (xs[k] === null) pen = "M";
    else {
      path += `${pen}${hundredths(across(xs[k]))},${hundredths(up(ys[k]))}`;
      pen = "L";
    }
  }
  return path;
}

/**
 * The parts of a figure that Plotly has drawn; they are the same until it draws again.
 * @typedef {{size: {w: number, h: number}, lines: SVGElement[][], fill: Element|null}} Drawn
 */

/**
 * Find the parts of a drawn figure.
 * @param {any} plot what Plotly has drawn into @param {{data: any[]}} figure
 * @returns {Drawn|null} null if something that would have to be moved is not there
 */
export function drawnParts(plot, { data }) {
  const size = plot._fullLayout?._size;
  const groups = [...plot.querySelectorAll(".scatterlayer .trace")];
  const lines = groups.map((group) => [...group.querySelectorAll(".js-line")]);
  const isWhole = size && lines.length === data.length && lines.every((parts) => parts.length);
  return isWhole ? { size, lines, fill: plot.querySelector(".scatterlayer .js-fill") } : null;
}

/**
 * Move the lines of a drawn figure to those of another one of the same size.
 * @param {Drawn} drawn @param {{data: any[], layout: any}} figure with the points of its traces
 */
export function redrawFigure(drawn, { data, layout }) {
  const scale = scales(layout, drawn.size);
  data.forEach((trace, k) => moveLine(drawn.lines[k], drawn.fill, trace, scale));
}

/** @type {(parts: SVGElement[], area: Element|null, trace: any, scale: {x: Scale, y: Scale, y2: Scale}) => void} */
function moveLine(parts, area, { x, y, yaxis, fill, line }, scale) {
  const up = scale[yaxis];
  const path = svgPath(x, y, scale.x, up);
  parts.forEach((part, n) => writeAttribute(part, "d", n ? "" : path)); // a broken line is many parts to Plotly
  if (line?.color && parts[0].style.stroke !== line.color) parts[0].style.stroke = line.color;
  if (!fill) return;
  const [from, to, zero] = [scale.x(x[0]), scale.x(x[x.length - 1]), up(0)];
  area.setAttribute("d", `M${to},${zero}L${from},${zero}L${path.slice(1)}`);
}
