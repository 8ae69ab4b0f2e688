// A sideways drag over an input field, which a plain press still focuses.

/** A pointer that has moved less than so many pixels has pressed, not dragged. */
const SLACK = 4;

/**
 * @typedef {object} Actions
 * @property {() => boolean} isBusy  whether a press must not become a drag: the visitor is typing
 * @property {() => number} start  a drag begins; returns the value that it starts from
 * @property {(from: number, pixels: number, isFine: boolean) => void} move  so far to the right of the start
 * @property {() => void} end
 * @property {(from: number) => void} cancel  Escape: the value from before comes back
 */

/** @param {HTMLInputElement} input @param {Actions} actions */
export function listenToDrag(input, actions) {
  let press = null;
  const stop = () => {
    if (press?.isDrag) {
      input.removeAttribute("data-dragged");
      document.removeEventListener("keydown", onKey, true);
      actions.end();
    }
    press = null;
  };
  const onKey = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    actions.cancel(press.from);
    stop();
  };
  input.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || actions.isBusy()) return; // while typing the pointer marks text
    press = { x: event.clientX, id: event.pointerId, from: actions.start(), isDrag: false };
    if (event.pointerType === "mouse" && document.activeElement !== input) event.preventDefault(); // no focus and no marking yet
  });
  input.addEventListener("pointermove", (event) => {
    if (!press || event.pointerId !== press.id) return;
    const pixels = event.clientX - press.x;
    if (!press.isDrag && Math.abs(pixels) < SLACK) return;
    if (!press.isDrag) {
      press.isDrag = true;
      input.blur();
      input.setPointerCapture(event.pointerId);
      input.setAttribute("data-dragged", "");
      document.addEventListener("keydown", onKey, true);
    }
    actions.move(press.from, pixels, event.shiftKey);
  });
  input.addEventListener("pointerup", () => {
    const isPress = press && !press.isDrag;
    stop();
    if (isPress && document.activeElement !== input) {
      input.focus();
      input.select();
    }
  });
  input.addEventListener("pointercancel", stop);
}
