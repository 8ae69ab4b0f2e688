// A picture whose brightnesses are folded. Twin of FOLD_PICTURE in explorer/lessons/folds.py.

import { extremes, line as rowOf } from "../core/arrays.js";
import { folded, size, turns } from "./folds.js";
import { line, maps, numbers, ofPicture, plot, words } from "./parts.js";

/** @param {{folds: number, row: number}} values @param {{image: import("../core/arrays.js").Map}} data */
export function show({ folds, row }, { image }) {
  const after = { ...image, values: image.values.map((value) => folded(value, folds)) };
  const [one, other] = [image, after].map((map) => rowOf(map, row, true));
  const columns = Array.from(one, (_, k) => k);
  const curves = [line("before", columns, one, "input"), line("folded", columns, other)];
  const alt = `Brightness along row ${row}, before and after ${folds} folds.`;
  return [
    [maps([ofPicture("Picture", image), ofPicture("Folded", after)], { row })],
    [plot(curves, { x: "column", y: "brightness", alt, yRange: [-0.04, 1.04] })],
    [numbers([["Turns between up and down, before", String(turns(one))], ["After the folds", String(turns(other))]])],
    [words(pictureWords(one, folds))],
  ];
}

/** @type {(row: Float32Array, folds: number) => string} */
function pictureWords(row, folds) {
  if (!folds) return "Not folded yet: both pictures are the same. Move the slider.";
  const [low, high] = extremes(row);
  if (low === high) return "This row has one brightness everywhere: there is nothing to fold. Choose another row or picture.";
  const times = folds === 1 ? "once" : `${size(folds).teeth} times`;
  return `A slow change from black to white now goes from black to white and back to black ${times}.`;
}
