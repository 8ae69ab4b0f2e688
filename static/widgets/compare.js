// One of the two maps of a comparison. Python sends the colour index of every value, on the scale of both.

import { PALETTES } from "../core/paint.js";
import { QUIET } from "../core/catalog.js";
import { drawLayer, drawLegend, mapLayer } from "../scope/drawing.js";
import { shownRatio } from "../scope/viewport.js";

/** The observer that redraws each map when its size changes. @type {WeakMap<HTMLElement, ResizeObserver>} */
const watching = new WeakMap();

/**
 * Show one of the maps.
 * @param {HTMLElement} root  of components/compare.html
 * @param {any} header  of the message
 * @param {Uint8Array} levels  the number of each value's colour, from 0
 * @returns {() => void} stops redrawing it
 */
export function showMap(root, header, levels) {
  const find = (selector) => /** @type {any} */ (root.querySelector(selector));
  const { grid, width, height } = header;
  root.dataset.view = header.view;
  root.style.setProperty("--compare-colour", header.colour);
  root.style.setProperty("--compare-ratio", String(shownRatio(width, height)));
  find("figcaption").textContent = header.title;
  const canvas = find(".compare-map");
  canvas.setAttribute("aria-label", header.alt);
  const { table, isHatched } = PALETTES[header.palette];
  drawLegend(find(".compare-bar"), table);
  root.querySelectorAll("[data-end]").forEach((end, k) => (end.textContent = header.legend[k]));

  const half = table.length / 6;
  const map = { values: aroundZero(levels, table.length / 3), rows: grid.rows, cols: grid.cols };
  const layer = mapLayer(map, grid, { table, span: [-half, half], threshold: isHatched ? QUIET * half : null });
  const observer = new ResizeObserver(() => drawLayer(canvas, layer, { x: 0, y: 0, width, height }));
  watching.get(root)?.disconnect();
  watching.set(root, observer);
  observer.observe(canvas); // draws at once, too
  return () => watching.get(root)?.disconnect();
}

/**
 * Turn the numbers of colours into values with zero in the middle.
 * @param {Uint8Array} levels  the number of each value's colour, from 0 @param {number} count  of colours; odd
 * @returns {Float32Array}
 */
export function aroundZero(levels, count) {
  return Float32Array.from(levels, (level) => level + 0.5 - count / 2);
}
