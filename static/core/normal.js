// The tail of the normal distribution, which GELU is made of. Twin of explorer/core/normal.py.

import { NORMAL_TAIL } from "./catalog.js";

const ROOT_8 = Math.sqrt(8);
const [C11, C10, C9, C8, C7, C6, C5, C4, C3, C2, C1, C0] = NORMAL_TAIL;

/**
 * The share of a normal distribution beyond z, from 0 on: erfc(z / sqrt 2) / 2. The terms of the polynomial are added in
 * pairs, which a processor does at the same time: twice as fast as one after the other.
 * @type {(z: number) => number}
 */
export function normalTail(z) {
  const t = 1 / (1 + z / ROOT_8);
  const t2 = t * t;
  const t4 = t2 * t2;
  const low = C0 + C1 * t + t2 * (C2 + C3 * t);
  const middle = C4 + C5 * t + t2 * (C6 + C7 * t);
  const high = C8 + C9 * t + t2 * (C10 + C11 * t);
  return 0.5 * t * Math.exp(low + t4 * (middle + t4 * high) - 0.5 * z * z);
}
