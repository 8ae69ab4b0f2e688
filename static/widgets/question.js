// A question with its answers as large cards, and the button that reveals which one is right.

import { element, writeAttribute } from "../page/elements.js";
import { counterOf } from "./hands.js";
import { makeTimer } from "./timer.js";

/** What is reported: the place of the chosen answer, null for none, and the hands for each answer. */
/** @typedef {{place: number|null, hands: number[]}} Report */
/** A picture that makes curious, with its words. @typedef {{src: string, alt: string, caption: string}} Teaser */
/** @typedef {{question: string, options: string[], teaser: Teaser, draft: Report|null}} Message */
/** What belongs to the question on screen. @typedef {{hands: () => number[], stop: () => void}} State */

/** @type {WeakMap<HTMLElement, State>} */
const states = new WeakMap();

/** An answer that has not come after so many ms is lost: the question is there again. */
const PATIENCE = 10_000;

/**
 * Show a question, unless it is there already: a choice that was made stays, and so do hands that were counted. Streamlit keeps
 * it on the page until all of the answer is computed, so it hides itself once it is answered.
 * @param {HTMLFormElement} root
 * @param {Message} message
 * @param {{change: (report: Report) => void, reveal: (report: Report) => void}} to  called when something is chosen or counted,
 *   and when the answer is to be shown
 * @returns {() => void} stops listening
 */
export function showQuestion(root, message, { change, reveal }) {
  if (root.dataset.question !== message.question) {
    states.get(root)?.stop();
    root.dataset.question = message.question;
    states.set(root, build(root, message, () => change(report())));
  }
  const { stop } = states.get(root);
  const report = () => ({ place: chosen(root), hands: states.get(root).hands() });
  root.onchange = () => change(report());
  root.onmousedown = keepFocus;
  let lost = 0;
  root.hidden = false;
  root.onsubmit = (event) => {
    event.preventDefault();
    stop();
    reveal(report());
    root.hidden = true;
    lost = window.setTimeout(() => (root.hidden = false), PATIENCE);
  };
  const onEnter = (/** @type {KeyboardEvent} */ event) => {
    if (isEnterForAll(event) && isOnScreen(root.getBoundingClientRect(), innerHeight)) root.requestSubmit();
  };
  addEventListener("keydown", onEnter);
  return () => {
    clearTimeout(lost);
    removeEventListener("keydown", onEnter);
  };
}

/** @type {(root: HTMLFormElement, message: Message, counted: () => void) => State} */
function build(root, { question, options, teaser, draft }, counted) {
  const counters = options.map((text, place) => counterOf(text, draft?.hands[place] ?? 0, counted));
  const rows = options.map((text, place) => {
    return element("div", { className: "question-answer" }, [answer(text, place, place === draft?.place), counters[place].node]);
  });
  root.toggleAttribute("data-counting", Boolean(draft?.hands.some(Boolean)));
  const timer = makeTimer();
  const tools = element("div", { className: "question-tools" }, [button(), countButton(root), ...timer.nodes]);
  const asked = element("fieldset", {}, [element("legend", { textContent: question }), ...rows]);
  root.replaceChildren(pictureOf(teaser), asked, tools);
  return { hands: () => counters.map((counter) => counter.count()), stop: timer.stop };
}

/** @type {(teaser: Teaser) => HTMLElement} */
function pictureOf({ src, alt, caption }) {
  return element("figure", {}, [element("img", { src, alt }), element("figcaption", { textContent: caption })]);
}

/** The button that shows the counters: a class raises hands, who is alone has none to count. @param {HTMLElement} root */
function countButton(root) {
  const toggle = () => writePressed(made, root.toggleAttribute("data-counting"));
  const made = element("button", { type: "button", className: "question-plain", textContent: "Count hands", onclick: toggle });
  writePressed(made, root.hasAttribute("data-counting"));
  return made;
}

/** @param {Element} made @param {boolean} isPressed */
const writePressed = (made, isPressed) => writeAttribute(made, "aria-pressed", String(isPressed));

/** A button that is pressed by the mouse does not take the focus: Enter reveals. @param {MouseEvent} event */
function keepFocus(event) {
  if (/** @type {Element} */ (event.target).closest("button")) event.preventDefault();
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

/** Tell whether a part of a box can be seen in a window. @param {{top: number, bottom: number}} box @param {number} height */
export function isOnScreen({ top, bottom }, height) {
  return top < height && bottom > 0;
}

/** @type {(root: HTMLFormElement) => number|null} */
function chosen(root) {
  const place = new FormData(root).get("answer");
  return place === null ? null : Number(place);
}

/** @type {(text: string, place: number, checked: boolean) => HTMLElement} */
function answer(text, place, checked) {
  const input = element("input", { type: "radio", name: "answer", value: String(place), checked });
  const letter = element("span", { className: "question-letter", textContent: "ABCD"[place] });
  return element("label", {}, [input, letter, element("span", { textContent: text })]);
}

/** @type {() => HTMLElement} */
function button() {
  return element("button", { type: "submit" }, ["Reveal", element("kbd", { textContent: "Enter", ariaHidden: "true" })]);
}
