// A minute for the class to think: it counts down, and says when the time is over.

import { element, setProperties, write } from "../page/elements.js";

const MINUTE = 60_000; // ms
const TICK = 250; // ms

/** The words when the time is over; the only ones that are announced. */
const OVER = "The time is over.";
const START = { ariaLabel: "Start the time", title: "Start the time (T)" };
const PAUSE = { ariaLabel: "Pause the time", title: "Pause the time (T)" };

/** A minute that runs down, that can be stopped on its way and begun anew. */
export class Countdown {
  #ticking = 0;
  /** When it is over, if it runs. */
  #end = 0;
  /** What is left, in ms; 0 when it is over. */
  left = MINUTE;

  /** @param {() => void} show  called after each change @param {() => number} now  in ms */
  constructor(show, now = () => performance.now()) {
    Object.assign(this, { show, now });
  }

  get isRunning() {
    return this.#ticking !== 0;
  }

  get isOver() {
    return this.left === 0;
  }

  /** Go on; from the beginning if it was over. */
  start() {
    if (this.isRunning) return;
    if (this.isOver) this.left = MINUTE;
    this.#end = this.now() + this.left;
    this.#ticking = /** @type {any} */ (setInterval(() => this.#tick(), TICK));
    this.show();
  }

  pause() {
    clearInterval(this.#ticking);
    this.#ticking = 0;
    this.show();
  }

  /** Stop, with the whole minute before it. */
  again() {
    this.left = MINUTE;
    this.pause();
  }

  #tick() {
    this.left = Math.max(this.#end - this.now(), 0);
    if (this.isOver) this.pause();
    else this.show();
  }
}

/**
 * Make the timer of a question: a button that starts the time and stops it, and the words at its end.
 * @returns {{nodes: HTMLElement[], stop: () => void}}
 */
export function makeTimer() {
  const button = element("button", { type: "button", className: "question-plain" });
  const words = element("span", { role: "status" });
  const countdown = new Countdown(() => {
    if (countdown.isRunning && !button.isConnected) return countdown.again();
    write(button, countdown.isRunning ? `Stop the time: ${clock(countdown.left)}` : "One minute to think");
    write(words, countdown.isOver ? OVER : "");
  });
  button.onclick = () => (countdown.isRunning ? countdown.again() : countdown.start());
  countdown.again();
  return { nodes: [button, words], stop: () => countdown.again() };
}

/**
 * Make the timer of a projector: the time that is left, a button that starts it and pauses it, and one to begin again.
 * @returns {{root: HTMLElement, toggle: () => void, stop: () => void}}
 */
export function makeDockTimer() {
  const digits = element("b", { role: "timer" });
  const words = element("span", { role: "status", className: "dock-unseen" });
  const go = element("button", { type: "button" });
  const again = element("button", { type: "button", ariaLabel: "The whole minute again", title: "The whole minute again" });
  again.dataset.icon = "again";
  const root = element("div", { className: "dock-timer", role: "group", ariaLabel: "One minute to think" }, [
    element("span", {}, ["Time", digits, words]),
    element("span", {}, [go, again]),
  ]);
  const countdown = new Countdown(() => {
    const { isRunning, isOver, left } = countdown;
    write(digits, clock(left));
    write(words, isOver ? OVER : "");
    write(go, isRunning ? "\u25a0" : "\u25b6\ufe0e");
    setProperties(go, isRunning ? PAUSE : START);
    root.toggleAttribute("data-over", isOver);
  });
  const toggle = () => (countdown.isRunning ? countdown.pause() : countdown.start());
  go.onclick = toggle;
  again.onclick = () => countdown.again();
  countdown.again();
  return { root, toggle, stop: () => countdown.again() };
}

/**
 * Write a time that is left in minutes and seconds; a second that has begun counts.
 * @param {number} left  ms
 */
export function clock(left) {
  const seconds = Math.max(Math.ceil(left / 1000), 0);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
