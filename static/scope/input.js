// Translates pointer and key events into actions; independent of what they act on.

import { clamp } from "../core/numbers.js";

/**
 * @typedef {object} Actions
 * @property {(x: number, y: number) => void} moveTo  the cursor goes to a place, as fractions of the stage
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {() => void} press  a press begins; `takeBack` undoes it
 * @property {() => void} release  the drag has ended at this place
 * @property {() => void} takeBack  the cursor goes back to where it was before the press
 * @property {(rows: number, cols: number) => void} step
 * @property {(lines: number) => void} slide  the line goes to another row or, along a column, to another column
 * @property {(factor: number, x: number, y: number) => void} zoom  around a place, as fractions
 * @property {(dx: number, dy: number) => void} pan  by fractions of the stage
 * @property {() => void} reset
 */

/** So many rows and columns an arrow moves the selected pixel. */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
/** So many lines these keys move the line, as those of a slider. */
const SLIDES = { PageUp: -10, PageDown: 10, Home: -1e9, End: 1e9 };
const STEPS = { ...ARROWS, ...SLIDES };

/** Two presses within this many milliseconds are one double click. */
export const DOUBLE = 500;

/**
 * Listen to the pointers over one stage. One pointer moves the line, Shift or the middle button pans, two
 * fingers zoom and pan; on a touch screen the line is dragged by its grip, so that the page still scrolls.
 * @param {HTMLElement} stage @param {Actions} actions
 */
export function listenToPointers(stage, actions) {
  const gestures = new Gestures(stage, actions);
  stage.addEventListener("pointerdown", (event) => gestures.press(event));
  stage.addEventListener("pointermove", (event) => gestures.move(event));
  stage.addEventListener("pointerup", (event) => gestures.lift(event));
  stage.addEventListener("pointercancel", (event) => gestures.lift(event));
  stage.addEventListener("pointerleave", () => actions.leave());
  stage.addEventListener("dblclick", () => {
    actions.takeBack();
    actions.reset();
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      actions.zoom(Math.exp(-event.deltaY / 300), ...gestures.placeOf(event));
    },
    { passive: false },
  );
}

/** The pointers that are down on a stage, and what they do together. */
class Gestures {
  /** @type {Map<number, [number, number]>} */
  #down = new Map();
  /** @type {"none"|"line"|"pan"|"tap"|"pinch"} */
  #mode = "none";
  #pressed = -Infinity;

  constructor(stage, actions) {
    Object.assign(this, { stage, actions });
  }

  /** Where an event is, as fractions of the stage. @param {MouseEvent} event @returns {[number, number]} */
  placeOf(event) {
    const box = this.stage.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button > 1) return;
    const { actions } = this;
    this.#down.set(event.pointerId, this.placeOf(event));
    this.stage.setPointerCapture(event.pointerId);
    const before = this.#mode;
    this.#mode = this.#modeOf(event);
    if (before === "line") actions.release(); // a second finger ends the drag of the first
    if (this.#mode === "line") {
      if (event.timeStamp - this.#pressed > DOUBLE) actions.press();
      this.#pressed = event.timeStamp;
      actions.moveTo(...this.placeOf(event));
    }
    if (this.#mode === "pan") event.preventDefault();
  }

  #modeOf(event) {
    const onGrip = event.target instanceof Element && event.target.closest(".scope-line");
    if (this.#down.size === 2) return "pinch";
    if (event.shiftKey || event.button === 1) return "pan";
    return event.pointerType === "touch" && !onGrip ? "tap" : "line";
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { actions } = this;
    const place = this.placeOf(event);
    const before = this.#down.get(event.pointerId);
    if (!before) return actions.hover(...place);
    if (this.#mode === "line") actions.moveTo(...place);
    if (this.#mode === "pan") actions.pan(before[0] - place[0], before[1] - place[1]);
    if (this.#mode === "pinch" && this.#down.size === 2) this.#pinch(event.pointerId, before, place);
    this.#down.set(event.pointerId, place);
  }

  #pinch(id, before, place) {
    const other = [...this.#down].find(([key]) => key !== id)[1];
    const apart = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1e-6;
    // around where the middle was, and then to where it is: what lies there stays under the fingers
    this.actions.zoom(apart(place) / apart(before), (before[0] + other[0]) / 2, (before[1] + other[1]) / 2);
    this.actions.pan((before[0] - place[0]) / 2, (before[1] - place[1]) / 2);
  }

  /** @param {PointerEvent} event */
  lift(event) {
    if (!this.#down.delete(event.pointerId)) return;
    const isTap = this.#mode === "tap" && event.type === "pointerup"; // not where a swipe scrolled the page
    if (isTap) this.actions.moveTo(...this.placeOf(event));
    if (this.#mode === "line" || isTap) this.actions.release();
    this.#mode = "none";
  }
}

/**
 * Listen to the pointers over the divider of a stage: it follows them, the line below it does not.
 * @param {HTMLElement} divider @param {HTMLElement} stage
 * @param {(share: number) => void} moveTo  the divider goes to a place, as a fraction of the stage
 */
export function listenToDivider(divider, stage, moveTo) {
  divider.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    if (event.button === 0) divider.setPointerCapture(event.pointerId);
  });
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    event.stopPropagation();
    const box = stage.getBoundingClientRect();
    moveTo(clamp((event.clientX - box.left) / box.width, 0, 1));
  });
  divider.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays on the slider
  divider.addEventListener("dblclick", (event) => event.stopPropagation());
}

/**
 * Turn arrow keys into steps of the line, reported once when the key is up again.
 * @param {Actions} actions
 */
function stepper(actions) {
  let isStepping = false;
  const settle = () => {
    if (isStepping) actions.release();
    isStepping = false;
  };
  const step = ({ key, shiftKey }) => {
    const times = shiftKey ? 10 : 1;
    const [rows, cols] = ARROWS[key] ?? [];
    if (key in SLIDES) actions.slide(SLIDES[key] * times);
    else actions.step(rows * times, cols * times);
    isStepping = true;
  };
  return { step, settle };
}

/**
 * Listen to the keys while the maps have the focus.
 * @param {HTMLElement} element @param {Actions} actions
 */
export function listenToKeys(element, actions) {
  const { step, settle } = stepper(actions);
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) step(event);
    else if (event.key === "+" || event.key === "=") actions.zoom(1.5, 0.5, 0.5);
    else if (event.key === "-") actions.zoom(1 / 1.5, 0.5, 0.5);
    else if (event.key === "0") actions.reset();
    else return;
    event.preventDefault();
  });
  element.addEventListener("keyup", (event) => {
    if (event.key in STEPS) settle();
  });
  element.addEventListener("blur", settle);
}

/**
 * The commands of keys.
 * @typedef {object} Commands
 * @property {() => void} next  to the next experiment
 * @property {() => void} previous
 * @property {() => void} time  starts the minute to think, or pauses it
 * @property {() => void} palette  to the next colours
 * @property {() => void} wipe  on or off
 * @property {() => void} before  the map before takes the place of the map after, as long as the key is down
 * @property {() => void} after
 * @property {() => void} keys  shows the sheet of the keys
 * @property {() => void} leave  the presenter view
 * @property {() => void} undo  the last change
 * @property {() => void} redo  what was undone
 */

/** Keys that work while presenting, or while the maps have the focus: single letters must not work everywhere (WCAG 2.1.4). */
const LETTERS = { c: "palette", w: "wipe", b: "before", "?": "keys" };
const PRESENTING = { n: "next", p: "previous", t: "time", Escape: "leave", ArrowUp: "step", ArrowDown: "step", ArrowLeft: "step", ArrowRight: "step" };
const MAPS = ".scope-maps";

/** Elements that take text. */
const FIELDS = "input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]";
/** Elements that use the arrow keys themselves. */
const ARROWED = "[type=range], [role=slider], [role=radiogroup], [role=tablist], [role=listbox], [role=menu]";

/**
 * Return the command of a key pressed anywhere on the page.
 * @param {KeyboardEvent} event @param {boolean} isPresenting
 * @returns {string|undefined} a name of `Commands`, or "step"
 */
export function command(event, isPresenting) {
  const isIn = (places) => Boolean(/** @type {any} */ (event.target)?.closest?.(places));
  if (event.defaultPrevented || event.altKey || isIn(FIELDS)) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return steps(key, event.shiftKey);
  if (key in LETTERS) return !event.repeat && (isPresenting || isIn(MAPS)) ? LETTERS[key] : undefined;
  if (!isPresenting || !(key in PRESENTING) || (key in STEPS && isIn(ARROWED))) return undefined;
  return event.repeat && !(key in STEPS) ? undefined : PRESENTING[key];
}

/** The command of a key with Ctrl. @type {(key: string, isShifted: boolean) => string|undefined} */
function steps(key, isShifted) {
  if (key === "z") return isShifted ? "redo" : "undo";
  return key === "y" ? "redo" : undefined;
}

/**
 * Listen to the keys of the whole page, except in fields and dialogs.
 * @param {Actions & Commands} actions @param {() => boolean} isPresenting
 * @param {AbortSignal} signal  ends the listening
 */
export function listenToPage(actions, isPresenting, signal) {
  const { step, settle } = stepper(actions);
  const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal });
  on(document, "keydown", (event) => {
    if (document.querySelector("dialog[open], [role=dialog]")) return;
    const wanted = command(event, isPresenting());
    if (!wanted) return;
    event.preventDefault();
    if (wanted === "step") step(event);
    else actions[wanted]();
  });
  on(document, "keyup", ({ key }) => {
    if (key in STEPS) settle();
    if (key.toLowerCase() === "b") actions.after();
  });
  on(window, "blur", () => {
    settle();
    actions.after();
  });
}
