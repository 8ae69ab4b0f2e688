// A still figure that explorer/figures built. It is drawn when the page has nothing more urgent to do, and
// redrawn in place.

import { plotly, themed } from "../page/plotly.js";

/** The newest figure of each place: older ones that were still waiting are not drawn. @type {WeakMap<Element, object>} */
const newest = new WeakMap();

/**
 * Draw a figure when there is time for it.
 * @param {HTMLElement} root @param {any} figure @param {string} alt what is to be seen, in words
 * @returns {() => void} takes it away again
 */
export function showFigure(root, figure, alt) {
  newest.set(root, figure);
  root.setAttribute("aria-label", alt);
  const draw = (Plotly) => {
    if (newest.get(root) !== figure) return;
    Plotly.react(root, figure.data, themed(figure.layout, root), { displayModeBar: false, responsive: true });
  };
  plotly().then(
    (Plotly) => whenIdle(() => draw(Plotly)),
    (problem) => (root.textContent = problem.message),
  );
  return () => {
    newest.delete(root);
    window["Plotly"]?.purge(root);
  };
}

/** @type {(task: () => void) => void} */
function whenIdle(task) {
  if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: 200 });
  else setTimeout(task, 50);
}
