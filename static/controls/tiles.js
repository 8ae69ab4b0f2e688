// A kernel as a picture: nine tiles, coloured by sign and strength in the colours of the maps.

import { PALETTES } from "../core/paint.js";
import { element } from "../page/elements.js";

const { table } = PALETTES.Diverging;
const LAST = table.length / 3 - 1;

/**
 * The colours of the tiles, the strongest weight in the strongest colour, with black or white type on them.
 * @param {number[]} weights
 * @returns {{backgroundColor: string, color: string}[]}
 */
export function tileColours(weights) {
  const strongest = Math.max(...weights.map(Math.abs)) || 1;
  return weights.map((weight) => {
    const place = 3 * Math.round(((weight / strongest + 1) / 2) * LAST);
    const rgb = [...table.slice(place, place + 3)];
    return { backgroundColor: `rgb(${rgb.join(" ")})`, color: luminance(rgb) > BORDER ? "#000" : "#fff" };
  });
}

/** At this luminance black and white type have the same contrast: (L + 0.05)² = 1.05 · 0.05. */
const BORDER = Math.sqrt(1.05 * 0.05) - 0.05;

/** Relative luminance of a colour (WCAG 2.2). @param {number[]} rgb 0 to 255 */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((level) => (level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A small picture of a kernel. @param {number[]} weights @returns {HTMLElement} */
export function thumbnail(weights) {
  const tiles = tileColours(weights).map(({ backgroundColor, color }, place) => {
    const tile = element("i", { textContent: weights[place] < 0 ? "\u2212" : "" });
    Object.assign(tile.style, { backgroundColor, color });
    return tile;
  });
  return element("span", { className: "tiles", ariaHidden: "true" }, tiles);
}
