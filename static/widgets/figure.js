// A figure of explorer/figures. It is drawn when the browser is idle, and redrawn in place.

import { plotly, themed } from "../page/plotly.js";

/** The newest figure of each place; an older one still waiting is not drawn. @type {WeakMap<Element, object>} */
const newest = new WeakMap();

/**
 * Draw a figure when the browser is idle.
 * @param {HTMLElement} root @param {any} figure @param {string} alt a description for screen readers
 * @returns {() => void} takes it away again
 */
export function showFigure(root, figure, alt) {
  newest.set(root, figure);
  root.setAttribute("aria-label", alt);
  root.style.minHeight = `${figure.layout.height}px`; // so that nothing moves when it is drawn
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
