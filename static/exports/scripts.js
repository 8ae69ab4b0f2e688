// Scripts that compute the layer with other libraries, and their input file. Twin of explorer/exports/scripts.py, whose
// `templates` it fills in.

import { PARAMETERS } from "../core/catalog.js";
import { nameOf } from "../core/kernels.js";
import { fill } from "../core/notation.js";
import { repr, reprSingle } from "../core/numbers.js";
import { weightsOf } from "../core/settings.js";
import { npy } from "./npy.js";

/** What the scripts of one library say. @typedef {{imports: string[], load: string, array: string, dtype: string, padded: Record<string, string>, body: string, activations: Record<string, string>}} Library */

/** What Python's `templates` returns. @typedef {{script: string, unnamed: string, libraries: Record<string, Library>}} Templates */

/**
 * Write a script that computes the same two maps with another library.
 * @param {Templates} templates @param {string} library a name of theirs
 * @param {import("../core/settings.js").Settings} settings
 */
export function snippet({ script, unnamed, libraries }, library, settings) {
  const row = libraries[library];
  const weights = weightsOf(settings);
  const size = Math.sqrt(weights.length);
  const reach = Math.floor(size / 2); // pixels from its middle to its border
  const parameters = PARAMETERS.map((name) => [name, repr(Number(settings[name]))]);
  const numbers = { size, around: reach, inside: `${reach}:-${reach}:stride`, ...Object.fromEntries(parameters) };
  const expression = fill(row.activations[settings.activation], numbers);
  return fill(script, {
    ...row,
    kernel: nameOf(weights) ?? unnamed,
    activation: settings.activation,
    library,
    imports: importsOf(row.imports, expression),
    rows: rowsOf(weights, size),
    bias: repr(Number(settings.bias)),
    stride: settings.stride,
    padded: fill(row.padded[settings.padding], numbers),
    body: fill(row.body, numbers),
    expression,
  });
}

/** Write the picture as the `input.npy` that the scripts read. @param {import("../core/arrays.js").Map} image */
export const inputFile = (image) => npy(image);

/** @type {(modules: string[], expression: string) => string} */
function importsOf(modules, expression) {
  const math = expression.includes("math.") ? "import math\n\n" : "";
  return math + modules.map((module) => `import ${module}`).join("\n");
}

/** Write the weights below one another, each in the fewest digits that give the same float32 again. @type {(weights: number[], size: number) => string} */
function rowsOf(weights, size) {
  const texts = weights.map((weight) => reprSingle(weight).replace(/\.0$/, ""));
  const width = Math.max(...texts.map((text) => text.length));
  const cells = texts.map((text) => text.padStart(width));
  const rows = Array.from({ length: size }, (_, row) => cells.slice(row * size, (row + 1) * size));
  return rows.map((row) => `        [${row.join(", ")}],`).join("\n");
}
