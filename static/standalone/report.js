// The report: a view of the explorer in one file. The page holds the picture and the settings; the controls change the
// settings, and the scope computes the rest.

import { ACTIVATION_ROWS, SETTINGS } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { PARAMETER_MESSAGES } from "../core/readouts.js";
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
  const find = (name) => /** @type {HTMLSelectElement} */ (root.querySelector(`[name=${name}]`));
  const menus = ["activation", "direction", "palette"].map(find);
  const sliders = /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[data-parameter] input"));
  let revision = 0;
  const show = () => {
    const [activation, direction, palette] = menus.map((menu) => menu.value);
    const { caption, takes } = ACTIVATION_ROWS.find((row) => row.name === activation);
    const values = Object.fromEntries([...sliders].map(({ name, value }) => [name, Number(value)]));
    const parameters = takes.map((name) => ({ name, value: values[name] }));
    revision += 1;
    for (const slider of sliders) label(slider, takes.includes(slider.name));
    const sentences = parameters.flatMap(({ name, value }) => PARAMETER_MESSAGES[name]?.(value) ?? []);
    root.querySelector(".report-said").textContent = sentences.join(" ") || caption;
    store.receiveTexts({ headline: headline(kernelName, activation, parameters), experiment: "" });
    const layer = { ...view.layer, activation, ...values };
    store.receiveView({ ...view, revision, layer, direction: /** @type {"Row"|"Column"} */ (direction), palette });
  };
  for (const control of [...menus, ...sliders]) control.addEventListener("input", show);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

/** Show a slider and its value if the activation takes its parameter. @param {HTMLInputElement} slider @param {boolean} isTaken */
function label(slider, isTaken) {
  const text = short(Number(slider.value));
  slider.closest("label").toggleAttribute("hidden", !isTaken);
  slider.nextElementSibling.textContent = text;
  slider.setAttribute("aria-valuetext", text);
}

/** @type {(kernelName: string, activation: string, parameters: {name: string, value: number}[]) => string} */
function headline(kernelName, activation, parameters) {
  const texts = parameters.map(({ name, value }) => ` with ${SETTINGS[name].label.toLowerCase()} ${short(value)}`);
  return `${kernelName}, then ${activation}${texts.join(",")}`;
}
