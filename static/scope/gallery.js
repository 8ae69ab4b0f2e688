// The gallery: one button a picture, with its thumbnail.

import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the choice or the theme changes. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery");
  const { pictures, selected } = unpack(data).header;
  if (!root.childElementCount) {
    for (const [name, address] of Object.entries(pictures)) root.append(button(name, address));
  }
  for (const child of root.children) {
    child.setAttribute("aria-pressed", String(child.dataset.name === selected));
    child.onclick = () => setTriggerValue("pick", child.dataset.name);
  }
  return () => root.replaceChildren();
}

/** @type {(name: string, address: string) => HTMLButtonElement} */
function button(name, address) {
  const element = document.createElement("button");
  element.type = "button";
  element.dataset.name = name;
  const picture = document.createElement("img");
  picture.src = address;
  picture.alt = "";
  element.append(picture, name);
  return element;
}
