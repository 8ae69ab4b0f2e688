// The report: a view of the explorer in one file. The page holds the picture and the settings; the controls change the
// settings, and the scope computes the rest.

import { Controls } from "../controls/controls.js";
import { Model } from "../model/model.js";
import { unpack } from "../page/unpack.js";
import { Scope } from "../scope/scope.js";

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
  const model = new Model();
  const { settings } = unpack(message).header;
  confirmHere(model, receivePicture(model, unpack(picture)), settings);
  new Scope(root.querySelector(".scope"), model);
  new Controls(root.querySelector(".controls"), model);
  const redraw = () => model.dispatchEvent(new Event("receive"));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  root.querySelector(".report-notice").remove();
}

/**
 * Answer the reports of the visitor's changes, which Python does in the app.
 * @param {Model} model @param {string} picture  its name
 * @param {import("../core/settings.js").Settings} settings  of the view that was saved
 */
function confirmHere(model, picture, settings) {
  let number = 0;
  const answer = (now, seen) => {
    number += 1;
    model.receive({ answer: { settings: now, seen, session: "report", number }, picture, description: "", facts: null, experiment: "", hidden: [] });
  };
  model.reporter.send = ({ revision }) => answer(model.settings, revision);
  answer(settings, 0);
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

/** @type {(model: Model, message: import("../page/unpack.js").Message) => string} its name */
function receivePicture(model, { header: { id, rows, cols }, arrays }) {
  model.store.receivePicture(id, { values: /** @type {Float32Array} */ (arrays.image), rows, cols });
  return id;
}
