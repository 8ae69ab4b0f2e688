// A row of a picture through a convolution and PReLU. Twin of BENT_ROW in explorer/lessons/harmonics.py.

import { extremes } from "../core/arrays.js";
import { percent } from "../core/notation.js";
import { rounded } from "../core/numbers.js";
import { course, SHARE_DIGITS } from "./course.js";
import { maps, numbers, ofPicture, words } from "./parts.js";
import { rowOfALayer, unexplained } from "./spectrum.js";

/** @param {{slope: number, row: number}} values @param {{image: import("../core/arrays.js").Map}} data */
export function show({ slope, row }, { image }) {
  const found = rowOfALayer(image, row, slope);
  const share = percent(rounded(unexplained(found.before, found.after), SHARE_DIGITS));
  return [
    [course(found, 1), maps([ofPicture("The picture, with the row", image)], { row })],
    [numbers([["Share of the row after that no straight line explains", share]])],
    [words(bent(found.before, slope))],
  ];
}

/** @type {(before: Float32Array, slope: number) => string} */
function bent(before, slope) {
  const [low, high] = extremes(before);
  if (slope === 1) return "With slope 1 the activation is a straight line: nothing is bent.";
  if (low === 0 && high === 0) return "This row is 0 throughout before the activation: there is nothing to bend.";
  if (low >= 0) return "This row has no negative number. Above 0 the activation is a straight line: nothing is bent.";
  if (high <= 0) return "This row has no positive number. Below 0 the activation is a straight line: nothing is bent.";
  return (
    "A row of a picture holds many frequencies at once, so new ones hide among the old. This share tells " +
    "how much of the result you cannot get by scaling and shifting the row before ReLU."
  );
}
