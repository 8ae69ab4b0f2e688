// The selected pixel: tells the scope where Python wants the cursor and Python where the visitor moves it, and
// shows the pixel's arithmetic and its place on the curve.

import { chart } from "./chart.js";
import { follow } from "./scope.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the cursor, the settings or the theme change. */
export function mount({ data, parentElement, setStateValue }) {
  const { cursor, headline, experiment, place, pixel, activation, figure, alt } = unpack(data).header;
  follow(cursor, headline, (moved) => setStateValue("place", moved), experiment);
  const find = (name) => parentElement.querySelector(`.pixel-${name}`);
  const { window, weights, products, line } = pixel;
  find("place").textContent = place;
  find("sum").replaceChildren(
    row(grid("Pixels", window, "plain"), text("span", "×"), grid("Kernel", weights, "signed"), text("span", "="), grid("Products", products, "signed")),
    text("p", line, "pixel-line"),
  );
  find("name").textContent = activation;
  return chart(parentElement.querySelector(".chart"), figure, alt);
}

/** @type {(tag: string, content: string, name?: string) => HTMLElement} */
function text(tag, content, name = "") {
  const element = document.createElement(tag);
  element.textContent = content;
  element.className = name;
  return element;
}

/** @type {(...parts: HTMLElement[]) => HTMLElement} */
function row(...parts) {
  const element = document.createElement("div");
  element.className = "pixel-row";
  element.append(...parts);
  return element;
}

/**
 * Nine numbers as a table of three by three, coloured by sign.
 * @param {string} caption @param {string[]} values @param {string} kind
 */
function grid(caption, values, kind) {
  const table = document.createElement("table");
  table.className = kind;
  table.append(text("caption", caption));
  for (let from = 0; from < 9; from += 3) {
    const line = table.insertRow();
    for (const value of values.slice(from, from + 3)) {
      const cell = line.insertCell();
      cell.textContent = value;
      cell.dataset.sign = value.startsWith("\u2212") ? "negative" : Number(value) === 0 ? "zero" : "positive";
    }
  }
  return table;
}
