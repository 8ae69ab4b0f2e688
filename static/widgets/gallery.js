// The gallery: one button a picture, with its thumbnail.

import { element } from "../page/elements.js";

/**
 * Show the pictures to choose from.
 * @param {HTMLElement} root
 * @param {{pictures: Record<string, string>, selected: string}} choice  addresses of the thumbnails by name
 * @param {(name: string) => void} pick
 */
export function showGallery(root, { pictures, selected }, pick) {
  if (!root.childElementCount) root.append(...Object.entries(pictures).map(button));
  for (const child of /** @type {any} */ (root.children)) {
    child.setAttribute("aria-pressed", String(child.dataset.name === selected));
    child.onclick = () => pick(child.dataset.name);
  }
}

/** @type {(entry: [string, string]) => HTMLButtonElement} */
function button([name, address]) {
  const made = element("button", { type: "button" }, [element("img", { src: address, alt: "" }), name]);
  made.dataset.name = name;
  return made;
}
