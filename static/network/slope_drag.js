// A drag of one of many handles, up and down. A press that does not move is no drag.

/** A pointer that has moved less than so many px has pressed, not dragged. */
const SLACK = 3;

/**
 * @typedef {object} Handlers
 * @property {() => void} onStart  the pointer has gone down on a column
 * @property {(column: HTMLElement, pixels: number) => void} onMove  so far above where it went down
 * @property {(column: HTMLElement) => void} onRelease  of a drag
 * @property {(column: HTMLElement) => void} onCancel  of a drag: Escape, or the browser needs the pointer
 * @property {(column: HTMLElement) => void} onPress
 */

/**
 * Listen to the pointers over columns. A mouse drags anywhere on a column, a finger by its grip: elsewhere it scrolls the page.
 * @param {HTMLElement} plot  holds the columns @param {{column: string, grip: string}} selectors
 * @param {Handlers} handlers @param {AbortSignal} signal  ends the listening
 */
export function listenToHandles(plot, { column: columns, grip }, handlers, signal) {
  let press = null;
  const on = (target, kind, listener, options = {}) => target.addEventListener(kind, listener, { signal, ...options });
  const end = (isCancelled) => {
    if (!press) return;
    const { column, id, isDrag } = press;
    press = null;
    column.removeAttribute("data-dragged");
    if (column.hasPointerCapture(id)) column.releasePointerCapture(id);
    if (isDrag) handlers[isCancelled ? "onCancel" : "onRelease"](column);
    else if (!isCancelled) handlers.onPress(column);
  };
  on(plot, "pointerdown", (event) => {
    const column = event.target.closest(columns);
    if (press || !column || event.button !== 0) return;
    const isFixed = event.pointerType !== "mouse" && !event.target.closest(grip);
    press = { column, id: event.pointerId, y: event.clientY, isFixed, isDrag: false };
    column.setPointerCapture(event.pointerId);
    handlers.onStart();
  });
  on(plot, "pointermove", (event) => {
    if (event.pointerId !== press?.id || press.isFixed) return;
    const pixels = press.y - event.clientY;
    if (!press.isDrag && Math.abs(pixels) < SLACK) return;
    if (!press.isDrag) press.column.setAttribute("data-dragged", "");
    press.isDrag = true;
    handlers.onMove(press.column, pixels);
  });
  for (const [kind, isCancelled] of [["pointerup", false], ["pointercancel", true], ["lostpointercapture", true]]) {
    on(plot, kind, (event) => event.pointerId === press?.id && end(isCancelled));
  }
  on(plot.ownerDocument, "keydown", (event) => {
    if (!press?.isDrag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(true);
  }, { capture: true });
}
