// What Python's numbers can do and JavaScript's cannot: numpy's clip, rounding halves to even, the digits of a float32.

/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Round a number to some decimals, halves to the even neighbour, as Python's `round` does; no negative zero.
 * @param {number} value @param {number} digits
 */
export function rounded(value, digits) {
  const exact = Math.abs(value).toFixed(60); // every digit of it
  const end = exact.indexOf(".") + 1 + digits;
  const isHalf = /^50*$/.test(exact.slice(end));
  const isEven = "02468".includes(exact.slice(0, end).replace(/\.$/, "").at(-1) ?? "");
  const size = Number(isHalf && isEven ? exact.slice(0, end) : Math.abs(value).toFixed(digits));
  return value < 0 && size ? -size : size;
}

/**
 * Write a float32 in the fewest digits that give the same float32 again, and read those.
 * @param {number} value
 */
export function shortest(value) {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const read = Number(single.toPrecision(digits));
    if (Math.fround(read) === single) return read;
  }
  return Number(single.toPrecision(9));
}
