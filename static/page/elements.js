// Makes elements of the page, and changes their texts so that a browser may translate them.

import { hasWords } from "./words.js";

/** What was last written into each element: a translator may have put another text there. @type {WeakMap<Node, string>} */
const texts = new WeakMap();

/** What stands in these is never translated. */
const UNTRANSLATED = new Set(["CODE", "KBD", "VAR"]);

/**
 * Make an HTML element.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] of the element, such as `className` and `textContent`
 * @param {(Node|string)[]} [children]
 * @returns {any} an HTMLElement of the kind that the tag names
 */
export function element(tag, properties = {}, children = []) {
  const made = document.createElement(tag);
  setProperties(made, properties);
  made.append(...children);
  if (children.length && children.every((child) => typeof child === "string")) markWords(made, children.join(""));
  return made;
}

/**
 * Set properties of an element; its role, and what begins with "aria", become attributes: as properties, Firefox knows
 * them from 119 on.
 * @param {Element} made @param {Record<string, unknown>} properties
 */
export function setProperties(made, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "textContent") write(made, String(value));
    else if (name !== "role" && !name.startsWith("aria")) made[name] = value;
    else if (value !== null) writeAttribute(made, name.replace(/^aria/, "aria-").toLowerCase(), String(value));
  }
}

/** Make an empty drawing, an `svg`: a translator would break its texts, and its places are those of a page from left to right. @param {Record<string, string>} attributes @returns {SVGElement} */
export function drawing(attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ translate: "no", direction: "ltr", ...attributes })) made.setAttribute(name, value);
  return made;
}

/**
 * Make an SVG element.
 * @param {Element} svg  the drawing that it will be part of
 * @param {string} tag
 * @param {Record<string, string|number>} [attributes]
 * @param {string} [text]
 * @returns {SVGElement}
 */
export function svgElement(svg, tag, attributes = {}, text = "") {
  const made = document.createElementNS(svg.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return /** @type {SVGElement} */ (made);
}

/**
 * Name the sign of a number, as the attribute data-sign of the styles does.
 * @param {number} value
 * @returns {"negative"|"zero"|"positive"}
 */
export function signOf(value) {
  return value < 0 ? "negative" : value > 0 ? "positive" : "zero";
}

/** Minus, zero, plus: how a tile of the kernel writes each sign. */
export const SIGNS = { negative: "\u2212", zero: "0", positive: "+" };

/**
 * Change a text, unless it is what was last written: a change costs a layout, a live region speaks, and what a browser
 * has made of the text in another language would give way to the English.
 * @param {Element} element  with nothing but a text in it
 * @param {string} text
 * @returns {boolean} whether it was another text
 */
export function write(element, text) {
  const isThere = texts.has(element) ? texts.get(element) === text : element.textContent === text;
  if (!isThere) element.textContent = text;
  if (!isThere || !texts.has(element)) markWords(element, text);
  texts.set(element, text);
  return !isThere;
}

/** Numbers, formulas, names and code are not translated, and run from left to right: a minus stands before its number. */
function markWords(element, text) {
  const isFixed = UNTRANSLATED.has(element.nodeName) || (text.trim() !== "" && !hasWords(text));
  for (const [name, value] of [["translate", "no"], ["dir", "ltr"]]) {
    if (isFixed) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

/** Change the texts of an element's children. @type {(parent: Element, texts: string[]) => void} */
export function writeAll(parent, texts) {
  for (const [k, text] of texts.entries()) write(parent.children[k], text);
}

/** Change an attribute, unless it has the value already. @type {(element: Element, name: string, value: string) => void} */
export function writeAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
