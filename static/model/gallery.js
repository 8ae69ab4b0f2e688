// The pictures that there are to choose from.

import { GRIDS, YOUR_PICTURE } from "../core/catalog.js";

/**
 * How many rows and columns a picture has, and the pixel that tells most about it.
 * @typedef {{rows: number, cols: number, row: number, col: number}} Grid
 * @typedef {Record<string, Record<string, Grid>>} Grids  by the name of the picture, and by the working size
 */

/** Dispatches "change" when there is something else to choose from. */
export class Gallery extends EventTarget {
  /** The addresses of small pictures, by name. @type {Record<string, string>} */
  thumbnails = {};
  /** @type {Grids} */
  grids = GRIDS;

  /** @param {{thumbnails: Record<string, string>, own: Record<string, Grid>}} message  `own` has the grids of the visitor's own picture */
  receive({ thumbnails, own }) {
    Object.assign(this, { thumbnails, grids: { ...GRIDS, [YOUR_PICTURE]: own } });
    this.dispatchEvent(new Event("change"));
  }
}
