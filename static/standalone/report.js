// The report: a view of the explorer in one file. The page holds the picture and the settings; the controls change the
// settings, and the scope computes the rest.

import { ACTIVATION_ROWS } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { slopeMessage } from "../core/readouts.js";
import { unpack } from "../page/unpack.js";
import { Cursor } from "../scope/cursor.js";
import { Presenter } from "../scope/presenter.js";
import { Scope } from "../scope/scope.js";
import { Store } from "../scope/store.js";

/**
 * Start the report.
 * @param {HTMLElement} root  the page that explorer.exports.report has written
 */
export async function start(root) {
  const read = (name) => inflated(root.querySelector(`[data-part=${name}]`).textContent);
  const [plotly, picture, message] = await Promise.all(["plotly", "picture", "view"].map(read));
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(plotly);
  document.head.append(script);
  const explorer = { store: new Store(), cursor: new Cursor(), presenter: new Presenter() };
  const { view, cursor, kernelName } = unpack(message).header;
  showPicture(root, explorer.store, unpack(picture));
  explorer.cursor.receive({ ...cursor, seq: 0, session: "report" });
  new Scope(root.querySelector(".scope"), explorer);
  listen(root, explorer.store, view, kernelName);
  root.querySelector(".report-notice").remove();
}

/**
 * Undo base64 and zlib.
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
async function inflated(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @type {(root: HTMLElement, store: Store, message: import("../page/unpack.js").Message) => void} */
function showPicture(root, store, { header: { id, rows, cols, description }, arrays }) {
  root.querySelector(".picture").textContent = description;
  store.receivePicture(id, { values: /** @type {Float32Array} */ (arrays.image), rows, cols });
}

/**
 * Show the view of the controls, now and whenever they or the system's colour scheme change.
 * @param {HTMLElement} root @param {Store} store @param {import("../scope/store.js").View} view  that was saved
 * @param {string} kernelName
 */
function listen(root, store, view, kernelName) {
  const find = (name) => /** @type {HTMLSelectElement & HTMLInputElement} */ (root.querySelector(`[name=${name}]`));
  const controls = ["activation", "slope", "direction", "palette"].map(find);
  let revision = 0;
  const show = () => {
    const [activation, slope, direction, palette] = controls.map((control) => control.value);
    revision += 1;
    const layer = { ...view.layer, activation, negative_slope: Number(slope) };
    describe(root, layer);
    store.receiveTexts({ headline: headline(layer, kernelName), experiment: "" });
    store.receiveView({ ...view, revision, layer, direction: /** @type {"Row"|"Column"} */ (direction), palette });
  };
  for (const control of controls) control.addEventListener("input", show);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

/** Show the slope if the activation has one, and a sentence about the activation. */
function describe(root, { activation, negative_slope: slope }) {
  const { caption } = ACTIVATION_ROWS.find((row) => row.name === activation);
  root.querySelector(".report-slope").toggleAttribute("hidden", !hasSlope(activation));
  root.querySelector(".report-slope output").textContent = short(slope);
  root.querySelector("[name=slope]").setAttribute("aria-valuetext", short(slope));
  root.querySelector(".report-said").textContent = hasSlope(activation) ? slopeMessage(slope) : caption;
}

/** @type {(layer: {activation: string, negative_slope: number}, kernelName: string) => string} */
function headline({ activation, negative_slope: slope }, kernelName) {
  return `${kernelName}, then ${activation}${hasSlope(activation) ? ` with slope ${short(slope)}` : ""}`;
}

/** @type {(activation: string) => boolean} */
function hasSlope(activation) {
  return ACTIVATION_ROWS.find((row) => row.name === activation).takes.includes("negative_slope");
}
