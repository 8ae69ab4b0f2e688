// The curve of one rectifier, with the learned one behind it.

import { drawing, svgElement, writeAttribute } from "../page/elements.js";
import { isSame } from "./slope_geometry.js";
import { slopeBeside } from "./slope_words.js";

/** Half of the drawing's side, in units of the curve's input. */
const REACH = 1;
/** Units around the plot, for the width of the lines. */
const EDGE = 0.06;

/** Where the axes are named. @type {[number, number, string][]} */
const WORDS = [[REACH, 0.3, "before"], [0, -0.8, "\u2009after"]];

/** Both arms of a rectifier as the `d` of a path; up is negative there. @param {number} slope */
export const armsOf = (slope) => `M${-REACH} ${slope * REACH}L0 0L${REACH} ${-REACH}`;

export class ChannelCurve {
  constructor() {
    const side = 2 * (REACH + EDGE);
    this.svg = drawing({ viewBox: `${-side / 2} ${-side / 2} ${side} ${side}`, class: "channel-curve", role: "img" });
    const make = (name, d) => this.svg.appendChild(svgElement(this.svg, "path", { class: `channel-${name}`, d }));
    make("axes", `M${-REACH} 0H${REACH}M0 ${-REACH}V${REACH}`);
    for (const [x, y, words] of WORDS) {
      const place = { x, y, "text-anchor": x ? "end" : "start", class: "channel-axis" };
      this.svg.appendChild(svgElement(this.svg, "text", place, words));
    }
    this.learned = make("learned", "");
    this.arms = make("arms", "");
  }

  /** @param {number} slope @param {number} learned */
  show(slope, learned) {
    writeAttribute(this.arms, "d", armsOf(slope));
    writeAttribute(this.learned, "d", isSame(slope, learned) ? "" : armsOf(learned));
    writeAttribute(this.svg, "aria-label", `The curve of this rectifier: slope ${slopeBeside(slope, learned)}`);
  }
}
