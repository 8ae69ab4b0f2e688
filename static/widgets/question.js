// A question with its answers as large cards, and the button that reveals which one is right.

import { element } from "../page/elements.js";

/** An answer that has not come after so many ms is lost: the question is there again. */
const PATIENCE = 10_000;

/**
 * Show a question, unless it is there already: a choice that was made stays. Streamlit keeps it on the page until all of the
 * answer is computed, so it hides itself once it is answered.
 * @param {HTMLFormElement} root
 * @param {{question: string, options: string[]}} message
 * @param {(place: number|null) => void} reveal  called with the place of the chosen answer, null for none
 * @returns {() => void} stops listening
 */
export function showQuestion(root, { question, options }, reveal) {
  if (root.dataset.question !== question) {
    root.dataset.question = question;
    root.replaceChildren(answers(question, options), button());
  }
  let lost = 0;
  root.hidden = false;
  root.onsubmit = (event) => {
    event.preventDefault();
    reveal(chosen(root));
    root.hidden = true;
    lost = window.setTimeout(() => (root.hidden = false), PATIENCE);
  };
  const onEnter = (/** @type {KeyboardEvent} */ event) => {
    if (isEnterForAll(event) && !root.hidden) root.requestSubmit();
  };
  addEventListener("keydown", onEnter);
  return () => {
    clearTimeout(lost);
    removeEventListener("keydown", onEnter);
  };
}

/** What Enter means something else to when it has the focus; the form itself is submitted by the browser. */
const TAKES_ENTER = "a, button, input, select, textarea, summary, [contenteditable], [role=button], [role=menuitem], [role=option]";

/**
 * Tell whether a key is Enter and nothing has the focus that takes it for itself, as a link, a menu or a button does.
 * @param {{key: string, repeat: boolean, target: any}} event
 */
export function isEnterForAll({ key, repeat, target }) {
  return key === "Enter" && !repeat && !target.closest?.(TAKES_ENTER);
}

/** @type {(root: HTMLFormElement) => number|null} */
function chosen(root) {
  const place = new FormData(root).get("answer");
  return place === null ? null : Number(place);
}

/** @type {(question: string, options: string[]) => HTMLElement} */
function answers(question, options) {
  const legend = element("legend", { textContent: question });
  return element("fieldset", {}, [legend, ...options.map(answer)]);
}

/** @type {(text: string, place: number) => HTMLElement} */
function answer(text, place) {
  const input = element("input", { type: "radio", name: "answer", value: String(place) });
  const letter = element("span", { className: "question-letter", textContent: "ABCD"[place] });
  return element("label", {}, [input, letter, element("span", { textContent: text })]);
}

/** @type {() => HTMLElement} */
function button() {
  return element("button", { type: "submit" }, ["Reveal", element("kbd", { textContent: "Enter", ariaHidden: "true" })]);
}
