// What Python's numbers can do and JavaScript's cannot: numpy's clip, rounding halves to even, the digits of a float32,
// numbers as text.

/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Round a number to some decimals, halves to the even neighbour, as Python's `round` does; no negative zero.
 * @param {number} value @param {number} digits
 */
export function rounded(value, digits) {
  const [power, distance] = [10 ** digits, Math.abs(value)];
  const scaled = distance * power;
  const isClear = scaled < MOST_CLEAR && Math.abs((scaled % 1) - 0.5) > NEAR_HALF;
  const size = isClear ? Math.round(scaled) / power : roundedByDigits(distance, digits);
  return value < 0 && size ? -size : size;
}

/** A product below this is off by less than NEAR_HALF. */
const MOST_CLEAR = 2 ** 32;
const NEAR_HALF = 1e-5;

/** The same by all digits, where a product may have crossed a half. @type {(size: number, digits: number) => number} */
function roundedByDigits(size, digits) {
  const exact = size.toFixed(60); // every digit of it
  const end = exact.indexOf(".") + 1 + digits;
  const isHalf = /^50*$/.test(exact.slice(end));
  const isEven = "02468".includes(exact.slice(0, end).replace(/\.$/, "").at(-1) ?? "");
  return Number(isHalf && isEven ? exact.slice(0, end) : size.toFixed(digits));
}

/**
 * The significant digits of a number and its exponent; an exact half goes to the even neighbour.
 * @type {(size: number, digits: number) => [string, number]}
 */
export function significant(size, digits) {
  const [exact, exponent] = parts(size, 100);
  const kept = exact.slice(0, digits);
  const isHalf = /^50*$/.test(exact.slice(digits));
  return isHalf && isEven(Number(kept.at(-1))) ? [kept, exponent] : parts(size, digits - 1);
}

/** The digits of a number, as many as it needs or so many, and its exponent. @type {(size: number, decimals?: number) => [string, number]} */
export function parts(size, decimals) {
  const [mantissa, power] = size.toExponential(decimals).split("e");
  return [mantissa.replace(".", ""), Number(power)];
}

/** @type {(whole: number) => boolean} */
export const isEven = (whole) => whole % 2 === 0;

/**
 * Write a float32 in the fewest digits that give the same float32 again, and read those.
 * @param {number} value
 */
export function shortest(value) {
  const single = Math.fround(value);
  for (let digits = 1; ; digits++) {
    const [figures, exponent] = significant(Math.abs(single), digits);
    for (const size of [Number(figures), Number(figures) + 1]) { // below a power of 2, float32s lie closer than above
      const read = Math.sign(single) * Number(`${size}e${exponent + 1 - digits}`);
      if (Math.fround(read) === single) return read;
    }
  }
}

/** Write a number as Python's `repr` does. @param {number} value a finite one */
export const repr = (value) => written(value, value, 1e16);

/** Write a float32 as numpy's `str` does. @param {number} value a finite one */
export const reprSingle = (value) => written(shortest(value), Math.fround(value), 1e6);

/**
 * Write a value with the digits of another number; from `large` on with an exponent.
 * @type {(digits: number, value: number, large: number) => string}
 */
function written(digits, value, large) {
  const size = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [figures, exponent] = parts(Math.abs(digits));
  if (size > 0 && (size < 1e-4 || size >= large)) {
    const [first, rest] = [figures[0], figures.slice(1)];
    const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
    return `${sign}${first}${rest && `.${rest}`}e${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${figures.slice(exponent + 1) || "0"}`;
}

/** Round a number to a whole one, halves to the even neighbour. @param {number} value at most 2^51 in size */
export const rint = (value) => value + NO_FRACTION - NO_FRACTION;

/** Beyond it, a number has no digits after the point: the processor rounds them away. */
const NO_FRACTION = 1.5 * 2 ** 52;
