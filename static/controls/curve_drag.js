// A drag over the activation's curve: of its left arm, which bends it, or of anything else, which shifts it.

import { biasAfter, slopeThrough } from "./curve_geometry.js";

/**
 * @typedef {import("./steps.js").Range} Range
 * @typedef {{sum: number, value: number}} Place
 * @typedef {{slope: Range, bias: Range}} Ranges
 * @typedef {{slope: number|null, bias: number, limit: number}} Grabbed  the curve when the pointer went down
 *
 * @typedef {object} Handlers
 * @property {(slope: number) => void} onSlope  for each new slope during a drag; the owner shows it
 * @property {(bias: number) => void} onBias
 * @property {() => void} onRelease  a drag that changed something has ended
 * @property {() => void} onCancel  the same, but what it changed is to be taken back: Escape, or a swipe scrolls the page
 */

/**
 * What a drag asks for. The scale is that of its beginning, and where the arm was grabbed it stays under the pointer.
 * @param {boolean} isArm @param {Place} from  where the pointer went down @param {Grabbed} grabbed @param {Ranges} ranges
 * @returns {(place: Place) => number}  the slope or the bias for a place of the pointer
 */
export function follower(isArm, from, { slope, bias, limit }, ranges) {
  if (!isArm) return ({ sum }) => biasAfter(bias, sum - from.sum, limit, ranges.bias);
  const above = from.value - slope * (from.sum + bias);
  return ({ sum, value }) => slopeThrough({ sum, value: value - above }, bias, limit, ranges.slope);
}

/**
 * Listen to the pointers over a drawing of the curve.
 * @param {SVGElement} svg  its parts with data-part="arm" are the arm
 * @param {{grabbed: () => Grabbed|null, placeOf: (event: PointerEvent, limit: number) => Place}} curve
 * @param {Ranges} ranges @param {Handlers} handlers @param {AbortSignal} signal  ends the listening
 */
export function listenToDrags(svg, { grabbed, placeOf }, ranges, handlers, signal) {
  let drag = null;
  const on = (target, kind, listener, options = {}) => target.addEventListener(kind, listener, { signal, ...options });
  const end = (isCancelled) => {
    if (!drag) return;
    const { pointerId, isChanged } = drag;
    drag = null;
    delete svg.dataset.drag;
    if (svg.hasPointerCapture(pointerId)) svg.releasePointerCapture(pointerId);
    if (isChanged) handlers[isCancelled ? "onCancel" : "onRelease"]();
  };
  on(svg, "pointerdown", (event) => {
    const start = grabbed();
    if (drag || !start || event.button !== 0) return;
    const isArm = event.target.closest("[data-part=arm]") !== null;
    const valueAt = follower(isArm, placeOf(event, start.limit), start, ranges);
    const [last, report] = isArm ? [start.slope, handlers.onSlope] : [start.bias, handlers.onBias];
    drag = { pointerId: event.pointerId, limit: start.limit, valueAt, last, report, isChanged: false };
    svg.dataset.drag = isArm ? "slope" : "bias";
    svg.setPointerCapture(event.pointerId);
  });
  on(svg, "pointermove", (event) => {
    if (event.pointerId !== drag?.pointerId) return;
    const value = drag.valueAt(placeOf(event, drag.limit));
    if (value === drag.last) return;
    Object.assign(drag, { last: value, isChanged: true });
    drag.report(value);
  });
  on(svg, "touchstart", (event) => {
    if (event.target.closest("[data-part=arm]")) event.preventDefault(); // touch-action holds for whole drawings only
  }, { passive: false });
  for (const [kind, isCancelled] of [["pointerup", false], ["pointercancel", true], ["lostpointercapture", false]]) {
    on(svg, kind, (event) => event.pointerId === drag?.pointerId && end(isCancelled));
  }
  on(svg.ownerDocument, "keydown", (event) => {
    if (!drag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation(); // the presenter view leaves with the same key
    end(true);
  }, { capture: true });
}
