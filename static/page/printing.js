// When the page is printed.

/**
 * Do something whenever the page is about to be printed, and undo it right after.
 * @param {() => (() => void)} begin  called before the page is laid out for paper; returns what undoes it
 * @param {AbortSignal} signal  ends the listening
 */
export function onPrint(begin, signal) {
  /** @type {(() => void)|null} */
  let undo = null;
  const start = () => (undo ??= begin());
  const end = () => {
    undo?.();
    undo = null;
  };
  window.addEventListener("beforeprint", start, { signal });
  window.addEventListener("afterprint", end, { signal });
  const paper = window.matchMedia("print"); // a preview may have the medium only
  paper.addEventListener("change", ({ matches }) => (matches ? start() : end()), { signal });
  signal.addEventListener("abort", end);
}
