// The one array type of the core, and the reading of a line from it.

/**
 * A picture, a feature map: row r, column c is `values[r * cols + c]`.
 * @typedef {{values: Float32Array, rows: number, cols: number}} Map
 */

/**
 * One row or column of a map; a row shares its memory with the map.
 * @param {Map} map @param {number} index @param {boolean} isRow
 * @returns {Float32Array}
 */
export function line({ values, rows, cols }, index, isRow) {
  if (isRow) return values.subarray(index * cols, (index + 1) * cols);
  const result = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) result[row] = values[row * cols + index];
  return result;
}

/**
 * A map with its rows as columns.
 * @param {Map} map
 * @returns {Map}
 */
export function transposed({ values, rows, cols }) {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) result[col * rows + row] = values[row * cols + col];
  }
  return { values: result, rows: cols, cols: rows };
}

/**
 * The lowest and the highest value of a map.
 * @param {Float32Array} values at least one
 * @returns {[number, number]}
 */
export function extremes(values) {
  let low = values[0];
  let high = values[0];
  for (let k = 1; k < values.length; k += 1) {
    low = Math.min(low, values[k]);
    high = Math.max(high, values[k]);
  }
  return [low, high];
}

/** The largest absolute value of some numbers; 0 of none. @param {ArrayLike<number>} values */
export function largest(values) {
  let size = 0;
  for (let k = 0; k < values.length; k += 1) size = Math.max(size, Math.abs(values[k]));
  return size;
}

/** Whether two maps have the same shape and values. @type {(one: Map, other: Map) => boolean} */
export function arrayEqual(one, other) {
  if (one === other) return true;
  return one.rows === other.rows && one.cols === other.cols && one.values.every((value, k) => value === other.values[k]);
}
