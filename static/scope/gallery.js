// The gallery: one button a picture, with its thumbnail.

/** Called by Streamlit at first and whenever the choice or the theme changes. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery");
  if (!root.childElementCount) {
    for (const [name, address] of Object.entries(data.pictures)) root.append(button(name, address));
  }
  for (const child of root.children) {
    child.setAttribute("aria-pressed", String(child.dataset.name === data.selected));
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
