// A finger that scrolls the page may begin on a slider. The browser moves the thumb to the finger at once, and finds out after that.

/** The first so many px tell where a finger goes. */
const DECIDES = 8;

/**
 * Take back what a finger has done to a slider when it goes on to scroll the page.
 * @param {HTMLInputElement} input  a slider that lies flat
 * @param {() => (() => void)} hold  called when a pointer is put on it; returns what undoes all changes since
 */
export function forgiveSwipes(input, hold) {
  /** @type {{x: number, y: number, isMeant: boolean|null, undo: () => void}|null} */
  let press = null;
  input.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    const { value } = input;
    const undo = hold();
    press = { x, y, isMeant: null, undo: () => ((input.value = value), undo()) };
  });
  input.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (press && press.isMeant === null) press.isMeant = isSideways(clientX - press.x, clientY - press.y);
  });
  input.addEventListener("pointercancel", () => {
    if (press && !press.isMeant) press.undo();
    press = null;
  });
  input.addEventListener("pointerup", () => (press = null));
}

/** Tell whether a finger goes sideways; null as long as it has gone too little. @param {number} across @param {number} down */
export function isSideways(across, down) {
  const [x, y] = [Math.abs(across), Math.abs(down)];
  return Math.max(x, y) < DECIDES ? null : x >= y;
}
