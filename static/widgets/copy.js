// A link, and the button that copies it; the copying of any other text.

import { write } from "../page/elements.js";

/**
 * Show a link to copy.
 * @param {ParentNode} root  of components/copy.html
 * @param {string} link
 */
export function showLink(root, link) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const status = root.querySelector("[role=status]");
  if (field.value !== link) write(status, "");
  field.value = link;
  root.querySelector("button").onclick = async () => {
    const isCopied = await copy(field.value, () => field.select());
    write(status, isCopied ? "✓ Copied" : "The browser does not allow it. The link is marked: copy it yourself.");
  };
}

/**
 * Copy a text. A page that came over plain http has no clipboard; the old command takes what is marked.
 * @param {string} text @param {() => void} mark  marks the text on the page
 * @returns {Promise<boolean>} whether it worked
 */
export async function copy(text, mark) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    mark();
    return document.execCommand("copy");
  }
}
