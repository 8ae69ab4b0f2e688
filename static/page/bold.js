// Texts of the catalogue in which `**` marks what is bold, as Markdown has it.

import { element } from "./elements.js";

/**
 * The nodes of a text: every second part between two marks is bold.
 * @param {string} text such as "**Bias:** 0 → 1"
 * @returns {(Node|string)[]}
 */
export const withBold = (text) => text.split("**").map((part, k) => (k % 2 ? element("strong", { textContent: part }) : part));

/** Change a text, unless it is there already, as `write` does. @type {(element: Element, text: string) => void} */
export function writeWithBold(element, text) {
  if (element.textContent !== text.split("**").join("")) element.replaceChildren(...withBold(text));
}
