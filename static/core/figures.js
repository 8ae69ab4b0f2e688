// The live profile as a Plotly figure. Twin of `profile` in explorer/figures/layer.py, whose parts the catalogue holds.

import { PROFILE_FIGURE } from "./catalog.js";
import { digitsFor, ticks } from "./notation.js";

/**
 * The empty axes and lines of the live profile: input, negative part, before, after, marks at the zero crossings.
 * @param {object} options
 * @param {number} options.limit half of the shared range of both maps
 * @param {number} options.length pixels of the picture along the line
 * @param {string} options.direction "Row" or "Column"
 * @param {string} options.activation its name
 * @param {boolean} options.hasCorner whether the activation bends or jumps at zero
 * @returns {{data: any[], layout: any}} not shared with any other figure
 */
export function profile({ limit, length, direction, activation, hasCorner }) {
  const { data, layout, titles, crossing } = structuredClone(PROFILE_FIGURE);
  const [before, after] = [data[2], data[3]];
  for (const trace of [before, after]) {
    trace.hovertemplate = trace.hovertemplate.replace(`.${digitsFor(1)}f`, `.${digitsFor(limit)}f`);
  }
  after.name = after.name.replace("{activation}", activation);
  if (!hasCorner) data[4] = crossing;
  layout.xaxis.title.text = titles[direction];
  layout.xaxis.range = [-0.5, length - 0.5];
  layout.yaxis2.range = layout.yaxis2.range.map((end) => end * limit);
  const { values, texts } = ticks(limit);
  layout.yaxis2.tickvals = values;
  layout.yaxis2.ticktext = texts;
  return { data, layout };
}
