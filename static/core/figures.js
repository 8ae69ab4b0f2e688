// The live profile as a Plotly figure. Twin of `profile` in explorer/figures/layer.py, whose parts the catalogue holds.

import { PROFILE_FIGURE } from "./catalog.js";
import { ticks } from "./notation.js";

/**
 * The empty axes and lines of the live profile: input, negative part, before, after, view A where one is pinned, marks at
 * the strong zero crossings.
 * @param {object} options
 * @param {[number, number]} options.span lowest and highest value of the maps' axis
 * @param {number} options.length pixels of the picture along the line
 * @param {string} options.direction "Row" or "Column"
 * @param {string} options.activation its name
 * @param {string} options.mark what the marks are: "Corner", "Jump" or "Zero crossing"
 * @param {number} [options.mostTicks] the maps' axis is at most so many steps of its ticks long
 * @param {boolean} [options.hasPinned] whether the line of view A is drawn, too
 * @returns {{data: any[], layout: any}} not shared with any other figure
 */
export function profile({ span, length, direction, activation, mark, mostTicks = 6, hasPinned = false }) {
  const { data, layout, titles, marks, pinned } = structuredClone(PROFILE_FIGURE);
  const after = data[3];
  after.name = after.name.replace("{activation}", activation);
  data.splice(4, 1, ...(hasPinned ? [pinned] : []), marks[mark]);
  layout.xaxis.title.text = titles[direction];
  layout.xaxis.range = [-0.5, length - 0.5];
  layout.yaxis2.range = [...span];
  const { values, texts } = ticks(...span, { most: mostTicks });
  layout.yaxis2.tickvals = values;
  layout.yaxis2.ticktext = texts;
  return { data, layout };
}
