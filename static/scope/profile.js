// The live profile: Plotly draws the figure that explorer/figures.py built; a drag only swaps its numbers.

import { crossings } from "./geometry.js";

let loading = null;

/**
 * Load Plotly once for the page, unless it is there already; it is served beside this module.
 * @returns {Promise<any>}
 */
export function plotly() {
  if (window["Plotly"]) return Promise.resolve(window["Plotly"]);
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("plotly.min.js", import.meta.url).href;
    script.onload = () => resolve(window["Plotly"]);
    script.onerror = () => {
      loading = null;
      reject(new Error("The chart did not load. Check the connection and reload the page."));
    };
    document.head.append(script);
  });
  return loading;
}

/** Half the height of the mark at a crossing, as a share of the limit: that of a gentle one, and what a steep one adds. */
const MARK = [0.04, 0.12];

/**
 * The numbers of each trace, in the order that explorer.figures.profile names. Every crossing has a mark, an
 * upright stroke; the steeper the curve passes, the longer it is. Strokes of one broken line are drawn much
 * faster than as many markers.
 * @param {{input: Float32Array, signed: Float32Array, rectified: Float32Array, stride: number, offset: number, limit: number}} profile
 */
export function traces({ input, signed, rectified, stride, offset, limit }) {
  const pixels = Float32Array.from(input, (_, k) => k);
  const places = Float32Array.from(signed, (_, k) => k * stride + offset);
  const negative = signed.map((v) => Math.min(v, 0));
  const found = crossings(signed);
  const marks = found.places.flatMap((k) => [k * stride + offset, k * stride + offset, null]);
  const strokes = found.steps.flatMap((step) => {
    const half = limit * (MARK[0] + MARK[1] * Math.min(step / limit, 1));
    return [-half, half, null];
  });
  return { x: [pixels, places, places, places, marks], y: [input, negative, signed, rectified, strokes] };
}

/**
 * Colour the words and grid lines of a figure as the page does.
 * @param {any} layout @param {HTMLElement} element
 */
export function themed(layout, element) {
  const style = getComputedStyle(element);
  const text = style.getPropertyValue("--st-text-color").trim();
  const grid = style.getPropertyValue("--st-border-color").trim();
  const axis = (given) => ({ ...given, gridcolor: grid, zerolinecolor: text, linecolor: grid, tickfont: { color: text } });
  const result = { ...layout, font: { ...layout.font, color: text } };
  for (const name of Object.keys(layout)) if (/^[xy]axis/.test(name)) result[name] = axis(layout[name]);
  result.hoverlabel = { bgcolor: style.getPropertyValue("--st-secondary-background-color").trim(), font: { color: text } };
  return result;
}
