// A figure of explorer/figures. It is drawn when the browser is idle, and redrawn in place.

import { setProperties, write } from "../page/elements.js";
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
  setProperties(root, { ariaLabel: alt, translate: false, dir: "ltr" }); // Plotly's texts are drawings
  root.style.minHeight = `${figure.layout.height}px`; // so that nothing moves when it is drawn
  plotly().then(
    () => whenIdle(() => newest.get(root) === figure && draw(root, figure)),
    (problem) => write(root, problem.message),
  );
  return () => takeAway(root);
}

/**
 * Draw a figure that follows the hand: at once, except the first one of a place.
 * @param {HTMLElement} root @param {any} figure @param {string} alt as for `showFigure`
 * @returns {() => void} takes it away again
 */
export function followFigure(root, figure, alt) {
  if (!root.classList.contains("js-plotly-plot")) return showFigure(root, figure, alt);
  newest.set(root, figure);
  root.setAttribute("aria-label", alt);
  draw(root, figure);
  return () => takeAway(root);
}

/** What watches the width of a drawn figure. @type {WeakMap<Element, ResizeObserver>} */
const watchers = new WeakMap();

/** @param {HTMLElement} root @param {any} figure */
function draw(root, { data, layout }) {
  window["Plotly"].react(root, data, themed(layout, root), { displayModeBar: false });
  if (!watchers.has(root)) watchers.set(root, fitToWidth(root));
}

/** Fit a drawn figure to its place whenever that becomes wider or narrower. @param {HTMLElement} root */
function fitToWidth(root) {
  let width = root.clientWidth;
  const fit = async () => {
    if (root.clientWidth === width || !root.clientWidth) return;
    width = root.clientWidth;
    await window["Plotly"].Plots.resize(root);
    if (watchers.has(root)) window["Plotly"].relayout(root, { width: null }); // a legend of fewer lines moves up only then
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(root);
  return watcher;
}

/** @param {HTMLElement} root */
function takeAway(root) {
  newest.delete(root);
  watchers.get(root)?.disconnect();
  watchers.delete(root);
  window["Plotly"]?.purge(root);
}

/** @type {(task: () => void) => void} */
function whenIdle(task) {
  if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: 200 });
  else setTimeout(task, 50);
}
