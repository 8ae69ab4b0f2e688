// The pictures that there are to choose from.

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
  grids = {};

  /** @param {{thumbnails: Record<string, string>, grids: Grids}} message */
  receive({ thumbnails, grids }) {
    Object.assign(this, { thumbnails, grids });
    this.dispatchEvent(new Event("change"));
  }
}
