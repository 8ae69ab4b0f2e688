// What a browser that translates the page needs from a page that a program goes on changing.
//
// It puts a <font> in the place of each text. React, and so Streamlit, keeps the text: it would change one that nobody
// sees, and end with an error where it takes one away or puts something before it.

import { mark, markIn } from "./untranslated.js";

/** The element that a translator has put in the place of each text. @type {WeakMap<Node, ChildNode>} */
const standIns = new WeakMap();

/**
 * Keep the texts of a page alive, and mark what no translator may change: numbers, names, formulas and code.
 * @param {Element} root
 */
export function keepTranslatable(root) {
  const texts = new MutationObserver((records) => records.forEach(({ target }) => bringBack(target)));
  const page = new MutationObserver((records) => records.forEach((record) => follow(record, texts)));
  page.observe(root, { childList: true, characterData: true, subtree: true });
  markIn(root);
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
