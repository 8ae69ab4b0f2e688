// Texts of the catalogue in which `**` marks what is bold, as Markdown has it.

import { element } from "./elements.js";

/**
 * The nodes of a text: every second part between two marks is bold.
 * @param {string} text such as "**Bias:** 0 → 1"
 * @returns {(Node|string)[]}
 */
export const withBold = (text) => text.split("**").map((part, k) => (k % 2 ? element("strong", { textContent: part }) : part));

/** What was last written into each element. @type {WeakMap<Element, string>} */
const texts = new WeakMap();

/** Change a text, unless it is what was last written, as `write` does. @type {(element: Element, text: string) => void} */
export function writeWithBold(element, text) {
  if (texts.get(element) === text) return;
  element.replaceChildren(...withBold(text));
  texts.set(element, text);
}
