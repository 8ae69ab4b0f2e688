// Numbers of the whole map: how often each value occurs, and how much was set to zero.

import { element } from "../page/elements.js";
import { showFigure } from "./figure.js";

/**
 * Show a sentence, a table and a histogram.
 * @param {ParentNode} root  of components/map_statistics.html
 * @param {{message: string, rows: [string, string, string][], figure: any, alt: string}} message
 * @returns {() => void} takes the histogram away again
 */
export function showStatistics(root, { message, rows, figure, alt }) {
  root.querySelector(".statistics p").textContent = message;
  const table = root.querySelector(".statistics table");
  const head = element("tr", {}, ["", "before", "after"].map((name) => heading(name, "col")));
  const lines = rows.map(([name, ...values]) =>
    element("tr", {}, [heading(name, "row"), ...values.map((value) => element("td", { textContent: value }))]),
  );
  table.replaceChildren(element("thead", {}, [head]), element("tbody", {}, lines));
  return showFigure(root.querySelector(".chart"), figure, alt);
}

/** @type {(name: string, scope: string) => HTMLTableCellElement} */
const heading = (name, scope) => element("th", { scope, textContent: name });
