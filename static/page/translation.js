// What a browser that translates the page needs from a page that a program goes on changing.
//
// It puts a <font> in the place of each text. React, and so Streamlit, keeps the text: it would change one that nobody
// sees, and end with an error where it takes one away or puts something before it.

import { hasWords } from "../core/words.js";
import { setProperties } from "./elements.js";

/** What Streamlit writes formulas and code into. */
const FIXED = ".katex, code, pre";

/** What is not translated runs from left to right, too: a minus stands before its number. */
const AS_IT_IS = { translate: false, dir: "ltr" };

/** The element that a translator has put in the place of each text. @type {WeakMap<Node, ChildNode>} */
const standIns = new WeakMap();

/** The elements of Streamlit that are marked here. @type {WeakSet<Element>} */
const marked = new WeakSet();

/**
 * Keep the texts of a page alive, and mark what no translator may change: numbers, names, formulas and code.
 * @param {Element} root
 * @returns {() => void} stops it
 */
export function keepTranslatable(root) {
  const texts = new MutationObserver((records) => records.forEach(({ target }) => bringBack(target)));
  const page = new MutationObserver((records) => records.forEach((record) => follow(record, texts)));
  page.observe(root, { childList: true, characterData: true, subtree: true });
  markIn(root);
  return () => [texts, page].forEach((observer) => observer.disconnect());
}

/** @type {(record: MutationRecord, texts: MutationObserver) => void} */
function follow({ type, target, addedNodes, removedNodes, previousSibling, nextSibling }, texts) {
  if (type === "characterData") return mark(/** @type {Text} */ (target));
  const standIn = [addedNodes[0], previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
  const [text] = removedNodes;
  if (standIn && text?.nodeType === Node.TEXT_NODE && !text.parentNode) {
    standIns.set(text, /** @type {ChildNode} */ (standIn));
    texts.observe(text, { characterData: true });
  } else for (const node of addedNodes) if (node.nodeName !== "FONT") markIn(node);
}

/** Put a text that the program turns to again where its translation stands. @param {Node} text */
function bringBack(text) {
  const standIn = standIns.get(text);
  standIns.delete(text);
  if (standIn?.parentNode && !text.parentNode) standIn.replaceWith(text);
}

/** @param {Node} root */
function markIn(root) {
  if (root instanceof Text) mark(root);
  if (!(root instanceof HTMLElement)) return;
  for (const part of [root, ...root.querySelectorAll(FIXED)]) if (part.matches(FIXED)) setProperties(part, AS_IT_IS);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) mark(/** @type {Text} */ (texts.currentNode));
}

/** Mark the element of a text, if it has nothing else in it and no word; take our mark away once it has. @param {Text} text */
function mark(text) {
  const place = text.parentElement;
  if (!(place instanceof HTMLElement) || place.childNodes.length > 1 || !text.data.trim()) return;
  const isFixed = !hasWords(text.data);
  if (isFixed && !place.hasAttribute("translate")) {
    setProperties(place, AS_IT_IS);
    marked.add(place);
  } else if (!isFixed && marked.delete(place)) setProperties(place, { translate: true, dir: "" });
}

/**
 * Let a program take away, move and put something before a text that a translator has taken away.
 * @param {Pick<Node, "removeChild"|"insertBefore"|"appendChild">} nodes  the prototype of all nodes
 */
export function forgiveTranslators(nodes) {
  const { removeChild, insertBefore, appendChild } = nodes;
  const isLost = (parent, node) => {
    if (node?.parentNode !== parent) bringBack(node);
    return node.nodeType === Node.TEXT_NODE && !node.parentNode; // it was translated before we came
  };
  Object.assign(nodes, {
    removeChild(child) {
      return isLost(this, child) ? child : removeChild.call(this, child);
    },
    insertBefore(node, before) {
      bringBack(node);
      return insertBefore.call(this, node, before && isLost(this, before) ? null : before);
    },
    appendChild(node) {
      bringBack(node);
      return appendChild.call(this, node);
    },
  });
}
