// A link, and the button that copies it.

/**
 * Show a link to copy.
 * @param {ParentNode} root  of components/copy.html
 * @param {string} link
 */
export function showLink(root, link) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const status = root.querySelector("[role=status]");
  if (field.value !== link) status.textContent = "";
  field.value = link;
  root.querySelector("button").onclick = async () => {
    status.textContent = (await copy(field)) ? "✓ Copied" : "The browser does not allow it. The link is marked: copy it yourself.";
  };
}

/**
 * Copy what a field holds. A page that came over plain http has no clipboard; the old command takes what is marked.
 * @param {HTMLInputElement} field
 * @returns {Promise<boolean>} whether it worked
 */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
