// What a browser that translates the page needs from a page that a program goes on changing.
//
// It puts a <font>, or a text of its own, in the place of each text. React, and so Streamlit, keeps the text: it would change
// one that nobody sees, and end with an error where it takes one away or puts something before it.

import { mark, markIn } from "./untranslated.js";

/** What a translator has put in the place of each text: an element, or a text of its own. @type {WeakMap<Node, ChildNode>} */
const standIns = new WeakMap();

/**
 * Keep the texts of a page alive, and mark what no translator may change: numbers, names, formulas and code.
 * @param {Element} root
 */
export function keepTranslatable(root) {
  const texts = new MutationObserver((records) => records.forEach(({ target }) => bringBack(target)));
  const page = new MutationObserver((records) => follow(records, texts));
  page.observe(root, { childList: true, characterData: true, subtree: true });
  markIn(root);
}

/**
 * See which texts were taken away, and what has come in their places. What is taken for a translation and is none does no
 * harm: React never turns to a text again that it has taken away itself.
 * @param {MutationRecord[]} records @param {MutationObserver} texts
 */
function follow(records, texts) {
  /** The texts that were taken away and not replaced yet, by where they stood. @type {Map<Node, Node[]>} */
  const lost = new Map();
  const replace = (text, standIn) => {
    standIns.set(text, standIn);
    texts.observe(text, { characterData: true });
  };
  for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    if (type === "characterData") mark(/** @type {Text} */ (target));
    for (const text of removedNodes) {
      if (text.nodeType !== Node.TEXT_NODE || text.parentNode) continue;
      const before = addedNodes.length ? undefined : [previousSibling, nextSibling].find(isFont);
      if (before) replace(text, before);
      else lost.set(target, [...(lost.get(target) ?? []), text]);
    }
    for (const node of addedNodes) {
      const text = isFont(node) || node.nodeType === Node.TEXT_NODE ? lost.get(target)?.shift() : undefined;
      if (text) replace(text, node);
      if (!isFont(node)) markIn(node);
    }
  }
}

/** @param {Node|null} node */
const isFont = (node) => node?.nodeName === "FONT";

/** Put a text that the program turns to again where its translation stands. @param {Node} text */
function bringBack(text) {
  const standIn = standIns.get(text);
  standIns.delete(text);
  if (standIn?.parentNode && !text.parentNode) standIn.replaceWith(text);
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
