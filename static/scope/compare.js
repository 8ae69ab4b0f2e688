// One of two maps that are held against each other. Python has numbered the colour of every value already, on the
// scale that both share.

import { clamp } from "./geometry.js";
import { draw, legend, negativeMask, painted } from "./panels.js";
import { unpack } from "./unpack.js";

/** Numbers this close to that of zero, as a share of half the scale, are not hatched. */
const QUIET = 0.04;
/** A map is shown at most this many times as wide as high, or as high as wide. */
const FLATTEST = 4;

/** Called by Streamlit at first and whenever the map or the theme changes. */
export function mount({ data, parentElement }) {
  const { header, arrays } = unpack(data);
  const root = parentElement.querySelector(".compare");
  const find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  const canvas = /** @type {HTMLCanvasElement} */ (find(".compare-map"));
  root.dataset.view = header.view;
  root.style.setProperty("--compare-colour", header.colour);
  root.style.setProperty("--compare-ratio", String(clamp(header.width / header.height, 1 / FLATTEST, FLATTEST)));
  find("figcaption").textContent = header.title;
  canvas.setAttribute("aria-label", header.alt);
  legend(/** @type {HTMLCanvasElement} */ (find(".compare-bar")), arrays.palette);
  root.querySelectorAll("[data-end]").forEach((element, k) => (element.textContent = header.legend[k]));

  const { rows, cols } = header.grid;
  const map = signed(arrays.levels, arrays.palette.length / 3);
  const half = map.values.length / 2;
  const picture = painted(map, rows, cols, arrays.palette, [-half, half]);
  const mask = header.isHatched ? negativeMask(map, rows, cols, QUIET * half) : null;
  const whole = { x: 0, y: 0, width: header.width, height: header.height };
  const observer = new ResizeObserver(() => draw(canvas, picture, header.grid, whole, mask));
  watching.get(root)?.disconnect();
  watching.set(root, observer);
  observer.observe(canvas); // draws at once, too
  return () => watching.get(root)?.disconnect();
}

/** What redraws each map when its size changes. @type {WeakMap<HTMLElement, ResizeObserver>} */
const watching = new WeakMap();

/**
 * Turn the numbers of colours into a map with zero in the middle of its values.
 * @param {Uint8Array} levels the number of each value's colour, from 0 @param {number} count of colours; odd
 * @returns {import("./unpack.js").Levels}
 */
export function signed(levels, count) {
  const values = Float32Array.from({ length: count }, (_, k) => k + 0.5 - count / 2);
  return { values, codes: Uint16Array.from(levels) };
}
