// The selected pixel: its arithmetic and its place on the curve of the activation.

import { element, signOf } from "../page/elements.js";
import { showFigure } from "./figure.js";

/**
 * Show one pixel.
 * @param {ParentNode} root  of components/cursor.html
 * @param {{place: string, pixel: {window: string[], weights: string[], products: string[], line: string},
 *          activation: string, figure: any, alt: string}} message
 * @returns {() => void} takes the figure away again
 */
export function showPixel(root, { place, pixel, activation, figure, alt }) {
  const find = (name) => root.querySelector(`.pixel-${name}`);
  const { window, weights, products, line } = pixel;
  find("place").textContent = place;
  const grids = [grid("Pixels", window, "plain"), "×", grid("Kernel", weights, "signed"), "=", grid("Products", products, "signed")];
  find("sum").replaceChildren(
    element("div", { className: "pixel-row" }, grids.map((part) => (typeof part === "string" ? element("span", { textContent: part }) : part))),
    element("p", { className: "pixel-line", textContent: line }),
  );
  find("name").textContent = activation;
  return showFigure(root.querySelector(".chart"), figure, alt);
}

/**
 * Nine numbers as a table of three by three, coloured by sign.
 * @param {string} caption @param {string[]} values @param {string} kind
 * @returns {HTMLTableElement}
 */
function grid(caption, values, kind) {
  const rows = [0, 3, 6].map((from) => element("tr", {}, values.slice(from, from + 3).map(cell)));
  return element("table", { className: kind }, [element("caption", { textContent: caption }), element("tbody", {}, rows)]);
}

/** @type {(text: string) => HTMLTableCellElement} */
function cell(text) {
  const made = element("td", { textContent: text });
  made.dataset.sign = signOf(Number(text.replace("\u2212", "-")));
  return made;
}
