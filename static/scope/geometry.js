// Where things are: picture pixels, map samples, the visible part. Pure functions, no page.

/** @typedef {{x: number, y: number, width: number, height: number}} View  visible part, in picture pixels */
/** @typedef {{rows: number, cols: number, stride: number, offset: number}} Grid  samples of a map over the picture */

/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * The map sample nearest to a pixel of the picture.
 * @param {number} pixel
 * @param {number} count samples along this axis
 * @param {Grid} grid
 */
export function nearestSample(pixel, count, { stride, offset }) {
  return clamp(Math.round((pixel - offset) / stride), 0, count - 1);
}

/** The pixel on which the sample nearest to `pixel` is centred. @type {(pixel: number, count: number, grid: Grid) => number} */
export function snap(pixel, count, grid) {
  return nearestSample(pixel, count, grid) * grid.stride + grid.offset;
}

/**
 * The rectangle of the picture that a map covers: each sample is a square of stride pixels around its centre.
 * @param {Grid} grid
 * @returns {View}
 */
export function coverage({ rows, cols, stride, offset }) {
  const start = offset + 0.5 - stride / 2;
  return { x: start, y: start, width: cols * stride, height: rows * stride };
}

/**
 * Zoom by a factor around a point of the picture, staying inside it.
 * @param {View} view @param {number} factor @param {{x: number, y: number}} centre
 * @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function zoomed(view, factor, centre, picture) {
  const smallest = Math.min(8, picture.width, picture.height);
  const largest = 1 / Math.min(1, view.width / picture.width);
  const scale = clamp(1 / factor, smallest / Math.min(view.width, view.height), largest);
  return inside(
    {
      x: centre.x - (centre.x - view.x) * scale,
      y: centre.y - (centre.y - view.y) * scale,
      width: view.width * scale,
      height: view.height * scale,
    },
    picture,
  );
}

/**
 * Move a view so that it lies inside the picture.
 * @param {View} view @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function inside(view, picture) {
  const width = Math.min(view.width, picture.width);
  const height = Math.min(view.height, picture.height);
  return { width, height, x: clamp(view.x, 0, picture.width - width), y: clamp(view.y, 0, picture.height - height) };
}

/**
 * Move a view just far enough that a pixel is in it.
 * @param {View} view @param {number} row @param {number} col @param {{width: number, height: number}} picture
 * @returns {View}
 */
export function revealing(view, row, col, picture) {
  const x = clamp(view.x, col + 1 - view.width, col);
  const y = clamp(view.y, row + 1 - view.height, row);
  return x === view.x && y === view.y ? view : inside({ ...view, x, y }, picture);
}

/**
 * Copy one line out of a map.
 * @param {Float32Array} values @param {number} rows @param {number} cols @param {number} index
 * @param {boolean} isRow
 * @returns {Float32Array}
 */
export function line(values, rows, cols, index, isRow) {
  if (isRow) return values.subarray(index * cols, (index + 1) * cols);
  return Float32Array.from({ length: rows }, (_, row) => values[row * cols + index]);
}

/**
 * Where a curve passes from one side of zero to the other, as explorer.core.profiles.crossings finds it, and how
 * steeply.
 * @param {Float32Array} values
 * @returns {{places: number[], steps: number[]}}
 */
export function crossings(values) {
  const [places, steps] = [[], []];
  let last = -1; // the last value that was not zero
  for (let k = 0; k < values.length; k++) {
    if (values[k] === 0) continue;
    const [before, after] = [values[last], values[k]];
    if (last >= 0 && before < 0 !== after < 0) {
      places.push(k === last + 1 ? last + before / (before - after) : (last + k) / 2);
      steps.push(Math.abs(values[last + 1] - before));
    }
    last = k;
  }
  return { places, steps };
}

/** A number with a fixed count of decimals and a real minus sign. @type {(value: number, digits: number) => string} */
export function written(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
}
