// A minute for the class to think: a button that counts down, and says when the time is over.

import { element, write } from "../page/elements.js";

const MINUTE = 60_000; // ms
const TICK = 250; // ms

/**
 * Make the button, which starts the time and stops it, and the words at its end.
 * @returns {{nodes: HTMLElement[], stop: () => void}}
 */
export function makeTimer() {
  const button = element("button", { type: "button", className: "question-plain" });
  const words = element("span", { role: "status" });
  let ticking = 0;
  let end = 0;

  function start() {
    end = performance.now() + MINUTE;
    ticking = setInterval(tick, TICK);
    write(words, "");
    tick();
  }

  function tick() {
    const left = end - performance.now();
    write(button, `Stop the time: ${clock(left)}`);
    if (left > 0 && button.isConnected) return;
    stop();
    write(words, "The time is over.");
  }

  function stop() {
    clearInterval(ticking);
    ticking = 0;
    write(button, "One minute to think");
  }

  button.onclick = () => (ticking ? stop() : start());
  stop();
  return { nodes: [button, words], stop };
}

/**
 * Write a time that is left in minutes and seconds; a second that has begun counts.
 * @param {number} left  ms
 */
export function clock(left) {
  const seconds = Math.max(Math.ceil(left / 1000), 0);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
