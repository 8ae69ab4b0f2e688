// How many hands of a class went up for each answer; the teacher counts.

import { clamp } from "../core/numbers.js";
import { element, write } from "../page/elements.js";

const MOST = 999;

/** How the arrow keys count; with the focus on a counter they do not leave the page. */
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** A counter beside an answer. @typedef {{node: HTMLElement, count: () => number}} Counter */

/**
 * Make the counter of one answer.
 * @param {string} answer  what the hands go up for
 * @param {number} start @param {() => void} changed
 * @returns {Counter}
 */
export function counterOf(answer, start, changed) {
  let count = 0;
  const shown = element("output", { textContent: "0", ariaLabel: `Hands for ${answer}` });
  const less = step("\u2212", `One hand less for ${answer}`, -1);
  const more = step("+", `One hand more for ${answer}`, 1);
  const node = element("div", { className: "question-hands" }, [less, shown, more]);
  node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    event.stopPropagation();
    press(KEYS[event.key]);
  };
  add(start);

  /** @type {(sign: string, label: string, by: number) => HTMLButtonElement} */
  function step(sign, label, by) {
    return element("button", { type: "button", textContent: sign, ariaLabel: label, onclick: () => press(by) });
  }

  /** @param {number} by */
  function add(by) {
    count = counted(count, by);
    write(shown, String(count));
    less.disabled = count === 0;
    more.disabled = count === MOST;
  }

  /** @param {number} by */
  function press(by) {
    add(by);
    changed();
  }

  return { node, count: () => count };
}

/** The count after a press; it stays between 0 and what the page has room for. @param {number} count @param {number} by */
export function counted(count, by) {
  return clamp(count + by, 0, MOST);
}
