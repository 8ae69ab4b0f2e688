// A link to take along, and the button that copies it.

import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the link or the theme changes. */
export function mount({ data, parentElement }) {
  const { link } = unpack(data).header;
  const [field, button, status] = ["input", "button", "[role=status]"].map((name) => parentElement.querySelector(name));
  if (field.value !== link) status.textContent = "";
  field.value = link;
  button.onclick = async () => {
    status.textContent = (await copy(field)) ? "✓ Copied" : "The browser does not allow it. The link is marked: copy it yourself.";
  };
  return () => {};
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
