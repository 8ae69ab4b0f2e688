// The kernels of one channel as coloured tiles: what it sums up, from each channel below it.

import { number } from "../core/notation.js";
import { tileColours } from "../controls/tiles.js";
import { SIGNS, element, signOf } from "../page/elements.js";

/** The names of the first layer's inputs, for the eye and in full. */
const COLOURS = [["R", "red"], ["G", "green"], ["B", "blue"]];
const SIDE = 3;
const WEIGHTS = SIDE * SIDE;
/** Decimals of a weight on its tile. */
const DIGITS = 2;
/** A weight with less than this share of the strongest one has no sign on its tile: it is nearly white. */
const FAINT = 0.1;

/**
 * The kernels of a channel, one for each input.
 * @param {ArrayLike<number>} weight  of the layer, (out, in, 3, 3) @param {number} channel  from 0 @param {number} inputs
 * @returns {number[][]} nine weights each
 */
export function kernelsOf(weight, channel, inputs) {
  const first = channel * inputs * WEIGHTS;
  return Array.from({ length: inputs }, (_, k) => {
    return Array.from({ length: WEIGHTS }, (_, place) => weight[first + k * WEIGHTS + place]);
  });
}

/**
 * What stands on the tile of a weight: its number, or where there is no room its sign.
 * @param {number} weight @param {number} strongest  of all kernels of the channel @param {boolean} isWritten
 */
export function tileText(weight, strongest, isWritten) {
  if (isWritten) return number(weight, DIGITS);
  return Math.abs(weight) < FAINT * strongest ? "" : SIGNS[signOf(weight)];
}

/**
 * Draw the kernels of a channel, all on one scale of colours.
 * @param {number[][]} kernels @param {number} layer  from 1: the kernels of the first have numbers
 * @returns {HTMLElement[]}
 */
export function kernelFigures(kernels, layer) {
  const all = kernels.flat();
  const strongest = Math.max(...all.map(Math.abs));
  const colours = tileColours(all);
  return kernels.map((weights, k) => {
    const tiles = weights.map((weight, place) => {
      const tile = element("i", { textContent: tileText(weight, strongest, layer === 1) });
      Object.assign(tile.style, colours[k * WEIGHTS + place]);
      return tile;
    });
    const [name, words] = layer === 1 ? COLOURS[k] : [String(k + 1), `channel ${k + 1} of layer ${layer - 1}`];
    const label = `Kernel over ${words}: ${weights.map((weight) => number(weight, DIGITS)).join(", ")}`;
    return element("figure", { className: "channel-kernel" }, [
      element("figcaption", { ariaHidden: "true", textContent: name }),
      element("span", { className: "channel-tiles", role: "img", ariaLabel: label, title: words }, tiles),
    ]);
  });
}
