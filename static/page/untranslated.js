// Marks what is the same in every language where the page has it already: what is written later, `write` marks.

import { hasWords } from "./words.js";
import { setProperties } from "./elements.js";

/** What formulas, code and keys stand in. */
const FIXED = ".katex, code, pre, kbd";

/** What is not translated runs from left to right, too: a minus stands before its number. */
const AS_IT_IS = { translate: false, dir: "ltr" };

/** The elements that were marked for their text. @type {WeakSet<Element>} */
const marked = new WeakSet();

/** Mark what no translator may change, in all that stands in a node. @param {Node} root */
export function markIn(root) {
  if (root instanceof Text) mark(root);
  if (!(root instanceof HTMLElement)) return;
  for (const part of [root, ...root.querySelectorAll(FIXED)]) if (part.matches(FIXED)) setProperties(part, AS_IT_IS);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) mark(/** @type {Text} */ (texts.currentNode));
}

/** Mark the element of a text, if it has nothing else in it and no word; take our mark away once it has. @param {Text} text */
export function mark(text) {
  const place = text.parentElement;
  if (!(place instanceof HTMLElement) || place.childNodes.length > 1 || !text.data.trim()) return;
  const isFixed = !hasWords(text.data);
  if (isFixed && !place.hasAttribute("translate")) {
    setProperties(place, AS_IT_IS);
    marked.add(place);
  } else if (!isFixed && marked.delete(place)) setProperties(place, { translate: true, dir: "" });
}
