// What the page says of a thing on which the pointer rests: the text of its `title`, in a box of ours. The browser's own
// would lie under the pointer, over the very thing.

import { clamp } from "../core/numbers.js";
import { element, write } from "./elements.js";

/** The pointer rests for so many ms before a text is shown. */
const REST = 500;
/** A text stays for so many ms when the pointer leaves its thing: it may be on its way to the text. */
const LINGER = 300;
/** The px between a thing and what is said of it, and between that and the border of the window. */
const GAP = 6;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * Where a text stands: over the thing that it is about, below it or beside it, whichever is first to have room.
 * @param {Box} about @param {{width: number, height: number}} text @param {{width: number, height: number}} page
 * @returns {{left: number, top: number}|null} null where there is no room
 */
export function placeOf(about, { width, height }, page) {
  const left = clamp((about.left + about.right - width) / 2, GAP, Math.max(GAP, page.width - width - GAP));
  const top = clamp((about.top + about.bottom - height) / 2, GAP, Math.max(GAP, page.height - height - GAP));
  const places = [
    { left, top: about.top - height - GAP },
    { left, top: about.bottom + GAP },
    { left: about.right + GAP, top },
    { left: about.left - width - GAP, top },
  ];
  const isIn = (place) => place.left >= 0 && place.top >= 0 && place.left + width <= page.width && place.top + height <= page.height;
  return places.find(isIn) ?? null;
}

/**
 * Show the titles of everything in the page, as long as it lives.
 * @param {HTMLElement} root  where the text stands, unless it is about something in a dialog
 */
export function showTips(root) {
  const tips = new Tips(root);
  const on = (kind, listener) => document.addEventListener(kind, listener, { capture: true });
  on("pointerover", (event) => tips.over(event));
  on("pointerout", ({ relatedTarget }) => relatedTarget ?? tips.leave()); // out of the window
  on("focusin", ({ target }) => tips.focus(target));
  on("focusout", () => tips.leave());
  for (const kind of ["pointerdown", "keydown", "scroll"]) on(kind, () => tips.hide());
}

class Tips {
  /** What the pointer is on, or the focus of the keyboard, and its title, which it lacks meanwhile. @type {{thing: HTMLElement, title: string}|null} */
  #on = null;
  #timer = 0;
  #leaving = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.box = element("div", { className: "tip", ariaHidden: "true" });
  }

  /** @param {PointerEvent} event */
  over({ target, pointerType }) {
    const thing = target instanceof Element ? target.closest("[title]") : null;
    const isOnThing = this.#on && target instanceof Node && this.#on.thing.contains(target) && (!thing || thing.contains(this.#on.thing));
    clearTimeout(this.#leaving);
    if (isOnThing || (target instanceof Node && this.box.contains(target))) return;
    if (thing instanceof HTMLElement && thing.title && pointerType !== "touch") this.#turnTo(thing);
    else if (this.box.isConnected) this.#leaving = setTimeout(() => this.leave(), LINGER);
    else this.leave();
  }

  /** @param {EventTarget|null} thing  that has the focus now */
  focus(thing) {
    if (thing instanceof HTMLElement && thing.title && thing.matches(":focus-visible")) this.#turnTo(thing);
  }

  /** @param {HTMLElement} thing */
  #turnTo(thing) {
    this.leave();
    this.#on = { thing, title: thing.title };
    thing.title = "";
    this.#timer = setTimeout(() => this.#show(), REST);
  }

  /** The thing has its title again, unless it was given another one meanwhile. */
  leave() {
    this.hide();
    if (this.#on && !this.#on.thing.title) this.#on.thing.title = this.#on.title;
    this.#on = null;
  }

  hide() {
    clearTimeout(this.#timer);
    clearTimeout(this.#leaving);
    this.box.remove();
  }

  #show() {
    const { thing, title } = this.#on;
    if (!thing.isConnected) return;
    write(this.box, title);
    (thing.closest("dialog") ?? this.root).append(this.box);
    const place = placeOf(thing.getBoundingClientRect(), this.box.getBoundingClientRect(), { width: innerWidth, height: innerHeight });
    if (place) Object.assign(this.box.style, { left: `${place.left}px`, top: `${place.top}px` });
    else this.hide();
  }
}
