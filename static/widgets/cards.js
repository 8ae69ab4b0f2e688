// The cards: ready views of the explorer by group, each a link with a picture of what it shows.

import { element } from "../page/elements.js";

/**
 * Show the cards, with a menu of their groups above.
 * @param {HTMLElement} root @param {{name: string, cards: object[]}[]} groups
 * @param {(name: string) => void} open  called with the name of the card that is pressed
 */
export function showCards(root, groups, open) {
  if (!root.childElementCount) {
    const sections = groups.map(section);
    root.append(menu(sections), ...sections);
  }
  root.onclick = (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    open(link.dataset.name);
  };
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
  const buttons = sections.map(({ firstElementChild: heading }) => {
    const onclick = () => {
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    };
    return element("button", { type: "button", textContent: heading.textContent, onclick });
  });
  return element("nav", { className: "cards-menu", ariaLabel: "Groups of experiments" }, buttons);
}

function section({ name, cards }) {
  const heading = element("h2", { textContent: name, tabIndex: -1 }); // the menu moves the focus here
  return element("section", {}, [heading, element("ul", {}, cards.map(card))]);
}

function card({ name, sentence, question, address, picture }) {
  const link = element("a", { href: address, textContent: name });
  link.dataset.name = name; // its text may be translated
  const parts = ["input", "before", "after"].map((part) => element("span", { textContent: part }));
  return element("li", {}, [
    element("img", { src: picture, alt: "" }), // the sentence says what is seen
    element("p", { className: "cards-parts", ariaHidden: "true" }, parts),
    element("h3", {}, [link]),
    element("p", { textContent: sentence }),
    element("p", {}, [element("strong", { textContent: "Ask: " }), element("span", { textContent: question })]),
  ]);
}
