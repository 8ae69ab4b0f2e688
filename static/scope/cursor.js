// The selected pixel: tells the scope where Python wants the cursor, and shows the pixel's arithmetic.

import { follow } from "./scope.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the cursor, the settings or the theme change. */
export function mount({ data, parentElement, setStateValue }) {
  const { row: selectedRow, col, seq, session, headline, pixel } = unpack(data).header;
  follow({ row: selectedRow, col, seq, session }, headline, (place) => setStateValue("place", place));
  const root = parentElement.querySelector(".cursor");
  const { window, weights, products, line, title } = pixel;
  root.replaceChildren(
    text("p", title),
    row(grid("Pixels", window, "plain"), text("span", "×"), grid("Kernel", weights, "signed"), text("span", "="), grid("Products", products, "signed")),
    text("p", line, "cursor-line"),
  );
  return () => root.replaceChildren();
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
  element.className = "cursor-row";
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
