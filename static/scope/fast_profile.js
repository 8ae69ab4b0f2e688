// Moves the lines of the profile without Plotly, which takes longer than a frame: sets the paths that Plotly has drawn
// to new points. Plotly redraws them at the end of the drag.

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
      path += `${pen}${across(xs[k]).toFixed(2)},${up(ys[k]).toFixed(2)}`;
      pen = "L";
    }
  }
  return path;
}

/**
 * Move the lines of a drawn figure to new points.
 * @param {any} plot what Plotly has drawn into
 * @param {{x: ArrayLike<number|null>[], y: ArrayLike<number|null>[]}} drawn points of each trace; only the last may have none
 * @param {{data: any[], layout: any}} figure
 * @returns {boolean} whether that could be done: a line that had no points is not there to be moved
 */
export function redrawLines(plot, drawn, { data, layout }) {
  const groups = plot.querySelectorAll(".scatterlayer .trace");
  const lines = data.map((_, k) => [...(groups[k]?.querySelectorAll(".js-line") ?? [])]);
  if (lines.some((parts, k) => !parts.length && drawn.x[k].length)) return false;
  const scale = scales(layout, plot._fullLayout._size);
  data.forEach((trace, k) => {
    const [xs, ys, up] = [drawn.x[k], drawn.y[k], scale[trace.yaxis]];
    const path = svgPath(xs, ys, scale.x, up);
    lines[k].forEach((part, n) => part.setAttribute("d", n ? "" : path)); // a broken line is many parts to Plotly
    if (!trace.fill) return;
    const [from, to, zero] = [scale.x(xs[0]), scale.x(xs[xs.length - 1]), up(0)];
    plot.querySelector(".scatterlayer .js-fill").setAttribute("d", `M${to},${zero}L${from},${zero}L${path.slice(1)}`);
  });
  return true;
}
