// A line, folded again and again, beside the line of one layer. Twin of FOLD_LINE in explorer/lessons/folds.py.

import { folded, size, zigzag } from "./folds.js";
import { line, numbers, plot, words } from "./parts.js";

/** @param {{folds: number}} values */
export function show({ folds }) {
  const counts = size(folds);
  const { relus, pieces, teeth, oneLayerTeeth, oneLayerRelus } = counts;
  const [deep, wide] = [places(pieces), places(Math.max(relus, 1))];
  const texts = [
    ["ReLUs", relus],
    ["Teeth, folded", teeth],
    ["Teeth, one layer", oneLayerTeeth],
    ["ReLUs one layer needs for the folded line", oneLayerRelus],
  ];
  return [
    [
      tallPlot(
        line("folded", deep, deep.map((x) => folded(x, folds))),
        "folded by layers of two ReLUs",
        `The line from 0 to 1 after ${folds} folds: ${pieces} straight pieces.`,
      ),
      tallPlot(
        line("one layer", wide, wide.map((x) => zigzag(x, wide.length - 1)), "other"),
        "one layer of as many ReLUs",
        `The line of one layer with ${relus} ReLUs: ${wide.length - 1} straight pieces.`,
      ),
    ],
    [numbers(texts.map(([label, count]) => [String(label), String(count)]))],
    [words(lineWords(counts))],
  ];
}

/** The ends of equal pieces. @type {(pieces: number) => number[]} */
const places = (pieces) => Array.from({ length: pieces + 1 }, (_, k) => k / pieces);

/** @type {(curve: import("./parts.js").Line, y: string, alt: string) => import("./parts.js").Part} */
function tallPlot(curve, y, alt) {
  return plot([curve], { x: "number that goes in", y, alt, xRange: [-0.02, 1.02], yRange: [-0.04, 1.04] });
}

/** @type {(counts: ReturnType<typeof size>) => string} */
function lineWords({ folds, relus, teeth, oneLayerTeeth, oneLayerRelus }) {
  if (!folds) return "Not folded yet: the line goes straight up from 0 to 1. Move the slider.";
  if (teeth === oneLayerTeeth) {
    return `With ${relus} ReLUs both draw the same line: ${teeth === 1 ? "1 tooth" : `${teeth} teeth`}.`;
  }
  return (
    `**${teeth} teeth against ${oneLayerTeeth}**, with ${relus} ReLUs each. For the folded ` +
    `line one layer needs at least ${oneLayerRelus} ReLUs.`
  );
}
