// The files of a view to take along. Twin of the makers in explorer/ui/features/downloads.py; the catalogue holds their names.

import { FILES, QUIET, TAKE } from "../core/catalog.js";
import { centre, nearest } from "../core/layer.js";
import { fill } from "../core/notation.js";
import { colourRange, PALETTES } from "../core/paint.js";
import { rowProfile } from "../core/profiles.js";
import { weightsOf } from "../core/settings.js";
import { labelledPng, rawPng } from "../exports/images.js";
import { inputFile, snippet } from "../exports/scripts.js";
import { archive, lineCsv } from "../exports/tables.js";

/** @typedef {import("../core/arrays.js").Map} Map */
/** @typedef {import("../core/settings.js").Settings} Settings */

/**
 * One view; its row and column are places where the maps have a value.
 * @typedef {{settings: Settings, image: Map, layer: import("../core/layer.js").Layer}} View
 */

/**
 * One file; `make` gives its bytes, or its text.
 * @typedef {{label: string, name: string, kind: string, make: (view: View) => any}} File
 */

/**
 * Name the files, part by part.
 * @param {import("../exports/scripts.js").Templates} templates of the scripts
 * @returns {{MAPS: File[], NUMBERS: File[], SCRIPTS: File[]}}
 */
export function filesOf(templates) {
  const script = (library) => ({ settings }) => snippet(templates, library, settings);
  const withMakers = (rows, makers) => rows.map((row, k) => ({ ...row, make: makers[k] }));
  return {
    MAPS: withMakers(FILES.MAPS, [seenBefore, rawBefore, seenAfter, rawAfter]),
    NUMBERS: withMakers(FILES.NUMBERS, [(view) => line(view, "."), (view) => line(view, ","), arrays, picture]),
    SCRIPTS: withMakers(FILES.SCRIPTS, Object.keys(templates.libraries).map(script)),
  };
}

/** What the page shows, as soon as its picture is there. @param {import("../model/model.js").Model} model @returns {Promise<View>} */
export async function viewOf({ owner, store }) {
  if (store.isWaiting) await new Promise((resolve) => store.addEventListener("change", resolve, { once: true }));
  const { image, layer } = store.computed;
  const { row, col } = owner.settings;
  const place = (position, axis) => centre(layer, nearest(layer, Number(position), axis));
  return { settings: { ...owner.settings, row: place(row, 0), col: place(col, 1) }, image, layer };
}

/** @param {View} view */
const seenBefore = ({ settings, layer }) => seen(settings, layer, layer.preActivation, TAKE.BEFORE);

/** @param {View} view */
const seenAfter = ({ settings, layer }) => seen(settings, layer, layer.activationMap, TAKE.AFTER);

/** @param {View} view */
const rawBefore = ({ layer }) => rawPng(layer.preActivation, layer.sharedLimit);

/** @param {View} view */
const rawAfter = ({ layer }) => rawPng(layer.activationMap, layer.sharedLimit);

/** @type {(settings: Settings, layer: import("../core/layer.js").Layer, map: Map, title: string) => Promise<Uint8Array>} */
function seen({ activation, palette }, { limit, sharedLimit }, map, title) {
  const { name, table, isHatched } = PALETTES[palette];
  const span = colourRange(map.values, name, { limit: sharedLimit });
  return labelledPng(map, table, span, { title: fill(title, { activation }), quiet: isHatched ? QUIET * limit : null });
}

/** @param {View} view @param {string} decimal */
function line({ settings: { row, col, direction }, image, layer }, decimal) {
  const place = Number(direction === "Row" ? row : col);
  const profile = rowProfile(image, layer, (place - layer.offset) / layer.stride, String(direction));
  return lineCsv(profile, { index: place, direction: String(direction), decimal });
}

/** @param {View} view */
function arrays({ settings, image, layer }) {
  const kernel = { values: Float32Array.from(weightsOf(settings)), rows: 3, cols: 3 };
  return archive(image, kernel, layer.preActivation, layer.activationMap, settings);
}

/** @param {View} view */
const picture = ({ image }) => inputFile(image);
