// The icons of the buttons: one family of lines, 24 units wide, in the colour of the text.

import { drawing, svgElement } from "./elements.js";

/** What the pen draws for each icon. @type {Record<string, string>} */
const LINES = {
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
  redo: "m16 5 4 4-4 4M20 9H10a5 5 0 0 0 0 10h4",
  share: "M12 15V4M8 8l4-4 4 4M5 12v7h14v-7",
  present: "M4 5h16v11H4zM12 16v4M8 20h8",
  keys: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  wipe: "M12 4v16M9 9l-4 3 4 3M15 9l4 3-4 3",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  swap: "M4 9h14l-3-3M20 15H6l3 3",
  back: "M20 12H8M13 7l-5 5 5 5M4 5v14",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
  listen: "M4 10v4h3l5 4V6l-5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  previous: "m14 6-6 6 6 6",
  next: "m10 6 6 6-6 6",
  again: "M6 8a7.5 7.5 0 1 1-1.2 6M5 4v5h5",
};

/** Draw the icon that each button names in `data-icon` before its text. @param {Element} root */
export function addIcons(root) {
  for (const button of /** @type {Iterable<HTMLElement>} */ (root.querySelectorAll("[data-icon]"))) {
    if (!button.querySelector(".icon")) button.prepend(icon(button.dataset.icon));
  }
}

/** @param {string} name */
function icon(name) {
  const svg = drawing({ class: "icon", viewBox: "0 0 24 24", width: "20", height: "20", "aria-hidden": "true" });
  svg.append(svgElement(svg, "path", { d: LINES[name] }));
  return svg;
}
