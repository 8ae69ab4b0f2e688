// The legend of the profile, in one line: the name of each trace, with a sample of how it is drawn.

import { drawing, element, svgElement } from "../page/elements.js";

/**
 * Show the names of the traces, unless they are there already. The type is as large as one line allows (scope.css).
 * @param {HTMLElement} place @param {any[]} data the traces of a figure in core/figures.js
 */
export function showLegend(place, data) {
  const names = data.map(({ name }) => name);
  const key = JSON.stringify(names);
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  place.style.setProperty("--letters", String(names.join("").length));
  place.style.setProperty("--samples", String(names.length));
  place.replaceChildren(...data.map((trace, k) => element("span", {}, [sample(trace, k === data.length - 1), names[k]])));
}

/**
 * How a trace is drawn: an area, an upright mark or a line.
 * @param {any} trace @param {boolean} isMark
 * @returns {SVGElement}
 */
function sample({ line, fillcolor }, isMark) {
  const svg = drawing({ viewBox: "0 0 20 12", "aria-hidden": "true" });
  if (fillcolor) svg.append(svgElement(svg, "rect", { y: 2, width: 20, height: 8, fill: fillcolor }));
  else {
    const dash = (line.dash ?? "").replaceAll("px", "").replaceAll(",", " ");
    const path = isMark ? "M10 0V12" : "M0 6H20";
    svg.append(svgElement(svg, "path", { d: path, stroke: line.color, "stroke-width": line.width, "stroke-dasharray": dash }));
  }
  return svg;
}
