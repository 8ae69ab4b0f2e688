// A view as a table for a spreadsheet and as arrays for NumPy. Twin of explorer/exports/tables.py.

import { repr, reprSingle } from "../core/numbers.js";
import { DOMAINS } from "../core/settings.js";
import { joined } from "./bytes.js";
import { npy, npyText } from "./npy.js";
import { zip } from "./zip.js";

/** @typedef {import("../core/arrays.js").Map} Map */

/**
 * Write one line of the picture and of both maps as a table for a spreadsheet: CSV in UTF-8, one pixel a row. Where no
 * kernel was centred on a pixel, the maps' cells are empty.
 * @param {import("../core/profiles.js").RowProfile} profile
 * @param {object} options
 * @param {number} options.index the row (or column) of the picture that it is
 * @param {string} options.direction "Row" or "Column"
 * @param {string} [options.decimal] "." or ","; with a decimal comma, cells stand between semicolons
 */
export function lineCsv({ position, input, signed, rectified }, { index, direction, decimal = "." }) {
  const written = (value) => reprSingle(value).replace(".", decimal);
  const maps = Array.from(input, () => ["", ""]);
  position.forEach((place, k) => (maps[place] = [written(signed[k]), written(rectified[k])]));
  const lines = Array.from(input, (value, place) => {
    const where = direction === "Row" ? [index, place] : [place, index];
    return [...where, written(value), ...maps[place]];
  });
  const rows = [["row", "column", "input", "signed", "rectified"], ...lines];
  return joined(...rows.map((row) => `${row.join(decimal === "," ? ";" : ",")}\r\n`));
}

/**
 * Write the arrays of a view as one .npz file. Its names are those of Python's arguments; `settings` is text, in JSON.
 * @param {Map} image @param {Map} kernel @param {Map} preActivation @param {Map} activationMap
 * @param {import("../core/settings.js").Settings} settings
 */
export function archive(image, kernel, preActivation, activationMap, settings) {
  return zip({
    "settings.npy": npyText(json(settings)),
    "image.npy": npy(image),
    "kernel.npy": npy(kernel),
    "pre_activation.npy": npy(preActivation),
    "activation_map.npy": npy(activationMap),
  });
}

/** Write settings as Python's `json.dumps` does. @param {import("../core/settings.js").Settings} settings */
function json(settings) {
  const pairs = Object.entries(DOMAINS).map(([name, { kind }]) => {
    const value = settings[name];
    return `"${name}": ${kind === "float" ? repr(Number(value)) : JSON.stringify(value)}`;
  });
  return `{${pairs.join(", ")}}`;
}
