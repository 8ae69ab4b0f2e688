// Links to documents that the page itself holds: each opens in a tab of its own, from where the browser prints it.

import { element } from "../page/elements.js";

/**
 * Show the links, unless they are there already.
 * @param {HTMLElement} root
 * @param {{label: string, html: string}[]} sheets  what each link says, and the whole document that it opens
 */
export function showSheets(root, sheets) {
  if (!root.childElementCount) root.append(...sheets.map(link));
}

/** The address lasts as long as the page of the app, so the tab can be loaded again. @type {(sheet: {label: string, html: string}) => HTMLElement} */
function link({ label, html }) {
  const href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  return element("a", { href, target: "_blank", textContent: label });
}
