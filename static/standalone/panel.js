// What the panels below the workbench share: they follow the view, and hand out files of it.

import { element } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { viewOf } from "./files.js";

/** @typedef {import("../model/model.js").Model} Model */

/** How long a browser may take to begin with a download, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Show what a panel says of the view whenever that may be something else, but only while the panel is open.
 * @param {HTMLElement} root  inside of the panel @param {Model} model @param {EventTarget} host @param {() => void} show
 */
export function whileOpen(root, model, host, show) {
  const panel = root.closest("details");
  const frame = new Frame(() => model.store.computed && show());
  for (const [target, name] of /** @type {[EventTarget, string][]} */ ([
    [panel, "toggle"],
    [model, "receive"],
    [model.owner, "change"],
    [host, "options"],
  ])) {
    target.addEventListener(name, () => panel.open && frame.ask());
  }
}

/**
 * Make the button of a file, which is made when the button is pressed.
 * @param {import("./files.js").File} file @param {Model} model
 */
export function downloadButton({ label, name, kind, make }, model) {
  const onclick = async () => save(await make(await viewOf(model)), name, kind);
  return element("button", { type: "button", className: "download", textContent: label, onclick });
}

/** Let the browser save a file. @param {BlobPart} contents @param {string} name @param {string} kind */
function save(contents, name, kind) {
  const href = URL.createObjectURL(new Blob([contents], { type: kind }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), PATIENCE);
}
