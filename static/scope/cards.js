// The cards: ready views of the explorer by group, each a link with a picture of what it shows.

import { unpack } from "./unpack.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cards");
  if (!root.childElementCount) {
    const sections = unpack(data).header.groups.map(section);
    root.append(menu(sections), ...sections);
  }
  root.onclick = (event) => {
    const link = event.target.closest("a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    setTriggerValue("open", link.textContent);
  };
  return () => root.replaceChildren();
}

/**
 * Tell whether a click is to open a link here, not in another tab or window.
 * @type {(click: {button: number, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean}) => boolean}
 */
export function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }) {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/** Make one button a group, which goes to its heading. */
function menu(sections) {
  const row = element("nav", "cards-menu");
  row.ariaLabel = "Groups of experiments";
  for (const section of sections) {
    const heading = section.firstElementChild;
    const button = element("button", "", heading.textContent);
    button.type = "button";
    button.onclick = () => {
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    };
    row.append(button);
  }
  return row;
}

function section({ name, cards }) {
  const heading = element("h3", "", name);
  heading.tabIndex = -1; // the menu moves the focus here
  const list = element("ul");
  list.append(...cards.map(card));
  const whole = element("section");
  whole.append(heading, list);
  return whole;
}

function card({ name, sentence, question, address, picture }) {
  const image = element("img");
  image.src = picture;
  image.alt = ""; // the sentence says what is seen
  const parts = element("p", "cards-parts");
  parts.ariaHidden = "true";
  parts.append(...["input", "before", "after"].map((part) => element("span", "", part)));
  const link = element("a", "", name);
  link.href = address;
  const title = element("h4");
  title.append(link);
  const ask = element("p", "cards-ask");
  ask.append(element("strong", "", "Ask: "), question);
  const item = element("li");
  item.append(image, parts, title, element("p", "", sentence), ask);
  return item;
}

/** @type {(tag: string, className?: string, text?: string) => HTMLElement} */
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
