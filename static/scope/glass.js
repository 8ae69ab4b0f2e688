// What a pointer does over the profile: a click chooses a place, a drag across a stretch, a double click everything. The
// glass lies over the chart, because Plotly does not draw while something moves. No chart: only shares of its width.

import { clamp } from "../core/numbers.js";
import { DOUBLE } from "./input.js";

/**
 * @typedef {object} GlassActions  places are shares of the width, 0 on the left to 1 on the right
 * @property {(place: number|null) => void} hover  null: the pointer has left
 * @property {() => void} press  a press begins; `takeBack` undoes what it chooses
 * @property {(place: number) => void} choose
 * @property {(from: number, to: number) => void} zoom
 * @property {() => void} takeBack
 * @property {() => void} reset  show everything
 */

/** A press that moves less than so many px is a click. */
const STILL = 6;

/**
 * Listen to the pointers over the profile.
 * @param {HTMLElement} glass  over the plot; its first child shows the stretch that is being chosen
 * @param {GlassActions} actions
 */
export function listenToGlass(glass, actions) {
  const drag = new Drag(glass, actions);
  glass.addEventListener("pointerdown", (event) => drag.press(event));
  glass.addEventListener("pointermove", (event) => drag.move(event));
  glass.addEventListener("pointerup", (event) => drag.lift(event));
  glass.addEventListener("pointercancel", () => drag.end());
  glass.addEventListener("pointerleave", () => actions.hover(null));
  glass.addEventListener("dblclick", () => {
    actions.takeBack();
    actions.reset();
  });
}

/** The pointer that is down on the glass. */
class Drag {
  /** Where it went down; null if none is down. @type {number|null} */
  #from = null;
  #pressed = -Infinity;

  constructor(glass, actions) {
    Object.assign(this, { glass, actions, stretch: glass.firstElementChild });
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0 || !event.isPrimary) return this.end(); // a second finger is no drag
    this.#from = this.#placeOf(event);
    this.glass.setPointerCapture(event.pointerId);
    this.actions.hover(null);
    if (event.timeStamp - this.#pressed > DOUBLE) this.actions.press();
    this.#pressed = event.timeStamp;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const place = this.#placeOf(event);
    if (this.#from === null) {
      if (event.pointerType !== "touch") this.actions.hover(place);
      return;
    }
    const [from, to] = [this.#from, place].sort((a, b) => a - b);
    this.stretch.hidden = !this.#isFar(place);
    this.stretch.style.left = `${100 * from}%`;
    this.stretch.style.width = `${100 * (to - from)}%`;
  }

  /** @param {PointerEvent} event */
  lift(event) {
    if (this.#from === null) return;
    const place = this.#placeOf(event);
    if (this.#isFar(place)) this.actions.zoom(Math.min(this.#from, place), Math.max(this.#from, place));
    else this.actions.choose(place);
    this.end();
  }

  /** Nothing is chosen any more. */
  end() {
    this.#from = null;
    this.stretch.hidden = true;
  }

  /** @param {MouseEvent} event */
  #placeOf(event) {
    const { left, width } = this.glass.getBoundingClientRect();
    return clamp((event.clientX - left) / width, 0, 1);
  }

  /** Whether a place is so far from where the press began that it is a drag. @param {number} place */
  #isFar(place) {
    return Math.abs(place - this.#from) * this.glass.getBoundingClientRect().width >= STILL;
  }
}
