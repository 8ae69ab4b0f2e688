// The names, labels and grid lines of the upright axes of the profile. They are elements of ours behind Plotly's drawing,
// so that they are true at every moment: while something moves, Plotly does not draw.

import { element } from "../page/elements.js";
import { scales } from "./fast_profile.js";

/**
 * Show the upright axes of a figure, unless they are there already.
 * @param {HTMLElement} place as large as the chart
 * @param {any} layout of a figure in core/figures.js, with its height, margins and domains
 * @param {boolean} isLow whether there is no room for the name of the upper axis
 */
export function showScale(place, layout, isLow) {
  const { yaxis, yaxis2, margin, height, width } = layout;
  const key = JSON.stringify([yaxis, yaxis2, margin, height, isLow]);
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  const inner = { w: width - margin.l - margin.r, h: height - margin.t - margin.b };
  const up = scales(layout, inner);
  place.replaceChildren(
    ...parts(yaxis, margin.t + inner.h * (1 - yaxis.domain[1]), up.y, isLow ? "" : yaxis.title.text),
    ...parts(yaxis2, margin.t + inner.h * (1 - yaxis2.domain[1]), up.y2, yaxis2.title.text),
  );
}

/**
 * The elements of one axis; its name stands over its upper end.
 * @param {{tickvals: number[], ticktext?: string[], zeroline?: boolean}} axis @param {number} top of its plot, in px
 * @param {import("./fast_profile.js").Scale} up @param {string} name
 * @returns {HTMLElement[]}
 */
function parts({ tickvals, ticktext, zeroline }, top, up, name) {
  const made = tickvals.flatMap((value, k) => [
    element("i", { className: zeroline && value === 0 ? "is-zero" : "", style: `top: ${top + up(value)}px` }),
    element("span", { textContent: ticktext?.[k] ?? String(value), style: `top: ${top + up(value)}px` }),
  ]);
  return name ? [...made, element("b", { textContent: name, style: `top: ${top}px` })] : made;
}
