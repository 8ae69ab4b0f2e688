// How often each value occurs in the maps before and after the activation: bars and an outline, on a logarithmic scale.

import { FIGURE_COLOURS } from "../core/catalog.js";
import { digitsFor, number, short } from "../core/notation.js";
import { drawing, svgElement, write } from "../page/elements.js";

const HEIGHT = 150;

/** @typedef {ReturnType<typeof import("../core/measures.js").histogram>} Counts */

export class Histogram {
  /** @type {Counts|null} */
  #counts = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    for (const name of ["signed", "rectified"]) root.style.setProperty(`--curve-${name}`, FIGURE_COLOURS[name]);
    const svg = drawing({ role: "img", "aria-label": "How often each value occurs in the map, before and after." });
    const plot = svgElement(svg, "svg", { width: "100%", height: HEIGHT, viewBox: `0 0 1 ${HEIGHT}`, preserveAspectRatio: "none" });
    this.bars = svgElement(svg, "path", { class: "histogram-bars" });
    this.outline = svgElement(svg, "path", { class: "histogram-after" });
    plot.append(this.bars, this.outline);
    const axis = svgElement(svg, "line", { class: "histogram-axis", x1: 0, x2: "100%", y1: HEIGHT, y2: HEIGHT });
    this.ends = ["start", "middle", "end"].map((anchor, k) => svgElement(svg, "text", { x: `${50 * k}%`, y: HEIGHT + 18, "text-anchor": anchor }));
    this.words = svgElement(svg, "text", { x: 0, y: HEIGHT + 38 });
    svg.append(plot, axis, ...this.ends, this.words);
    root.append(svg);
    Object.assign(this, { root, svg });
    svg.addEventListener("pointermove", (event) => this.#tell(event));
    svg.addEventListener("pointerleave", () => this.#name());
    this.#name();
  }

  /** @param {Counts} counts  of both maps over the same bins */
  show(counts) {
    this.#counts = counts;
    const { before, after, edges } = counts;
    const top = Math.log1p(Math.max(...before, ...after));
    const high = (count) => (HEIGHT * (1 - Math.log1p(count) / top)).toFixed(1);
    const wide = 1 / before.length;
    const steps = (values) => Array.from(values, (count, k) => `V${high(count)}H${((k + 1) * wide).toFixed(4)}`).join("");
    this.bars.setAttribute("d", `M0 ${HEIGHT}${steps(before)}V${HEIGHT}Z`);
    this.outline.setAttribute("d", `M0 ${HEIGHT}${steps(after)}V${HEIGHT}`);
    const limit = edges[edges.length - 1];
    [number(-limit, digitsFor(limit)), "0", number(limit, digitsFor(limit))].forEach((text, k) => write(this.ends[k], text));
  }

  close() {
    this.root.replaceChildren();
  }

  #name() {
    write(this.words, "filled: before; line: after; logarithmic scale");
  }

  /** Tell the counts of the bin under the pointer. @param {PointerEvent} event */
  #tell(event) {
    if (!this.#counts) return;
    const { before, after, centres } = this.#counts;
    const box = this.svg.getBoundingClientRect();
    const bin = Math.min(Math.max(Math.floor(((event.clientX - box.left) / box.width) * before.length), 0), before.length - 1);
    write(this.words, `near ${short(centres[bin], 3)}: ${before[bin]} pixels before, ${after[bin]} after`);
  }
}
