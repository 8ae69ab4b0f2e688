// Numbers of the whole map: how often each value occurs, and how much was set to zero.

import { chart } from "./chart.js";
import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the numbers or the theme change. */
export function mount({ data, parentElement }) {
  const { message, rows, figure, alt } = unpack(data).header;
  parentElement.querySelector(".whole p").textContent = message;
  const table = parentElement.querySelector(".whole table");
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const name of ["", "before", "after"]) head.append(heading(name, "col"));
  const body = table.createTBody();
  for (const [name, before, after] of rows) {
    const line = body.insertRow();
    line.append(heading(name, "row"));
    for (const value of [before, after]) line.insertCell().textContent = value;
  }
  return chart(parentElement.querySelector(".chart"), figure, alt);
}

/** @type {(name: string, scope: string) => HTMLTableCellElement} */
function heading(name, scope) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = name;
  return cell;
}
