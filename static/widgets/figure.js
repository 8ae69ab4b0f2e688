// A figure of explorer/figures. It is drawn when the browser is idle, and redrawn in place.

import { setProperties, write } from "../page/elements.js";
import { plotly, themed } from "../page/plotly.js";
import { onPrint } from "../page/printing.js";

/** The width of what is printed, in px, and the colours of what is read on paper. */
const PAPER = { width: 690, colours: { "--st-text-color": "#111111", "--st-border-color": "#c9cbd1" } };

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

/** What ends the watching of a drawn figure: of its width, and of whether it is printed. @type {WeakMap<Element, () => void>} */
const watchers = new WeakMap();

/** @param {HTMLElement} root @param {any} figure */
function draw(root, { data, layout }) {
  window["Plotly"].react(root, data, themed(layout, root), { displayModeBar: false });
  if (!watchers.has(root)) watchers.set(root, watch(root));
}

/** @param {HTMLElement} root */
function watch(root) {
  const [observer, stop] = [fitToWidth(root), new AbortController()];
  onPrint(() => drawOnPaper(root), stop.signal);
  return () => {
    observer.disconnect();
    stop.abort();
  };
}

/**
 * Draw a figure in dark ink, as much of a page wide as it takes of the screen.
 * @param {HTMLElement} root
 * @returns {() => void} draws it as it was
 */
function drawOnPaper(root) {
  const { data, layout } = /** @type {any} */ (newest.get(root));
  const page = contentWidth(root.closest("main"));
  for (const [name, colour] of Object.entries(PAPER.colours)) root.style.setProperty(name, colour);
  const share = Math.min(1, root.clientWidth / page);
  root.toggleAttribute("data-whole", share > 0.9); // connection.css lets nothing stand beside it
  draw(root, { data, layout: { ...layout, width: Math.round(PAPER.width * share) } });
  return () => {
    root.removeAttribute("data-whole");
    for (const name of Object.keys(PAPER.colours)) root.style.removeProperty(name);
    if (!newest.has(root)) return;
    draw(root, newest.get(root));
    if (root.clientWidth) fillPlace(root);
  };
}

/** Draw a figure as wide as its place is now. @param {HTMLElement} root */
async function fillPlace(root) {
  await window["Plotly"].Plots.resize(root);
  if (watchers.has(root)) window["Plotly"].relayout(root, { width: null }); // only then legend and names give room back
}

/** How wide the text of the page is: that of what holds all of it. @param {HTMLElement|null} main */
function contentWidth(main) {
  const block = main?.firstElementChild ?? document.body;
  const { paddingLeft, paddingRight } = getComputedStyle(block);
  return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

/** Fit a drawn figure to its place whenever that becomes wider or narrower. @param {HTMLElement} root */
function fitToWidth(root) {
  let width = root.clientWidth;
  const fit = () => {
    if (root.clientWidth === width || !root.clientWidth) return;
    width = root.clientWidth;
    fillPlace(root);
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(root);
  return watcher;
}

/** @param {HTMLElement} root */
function takeAway(root) {
  newest.delete(root);
  watchers.get(root)?.();
  watchers.delete(root);
  window["Plotly"]?.purge(root);
}

/** @type {(task: () => void) => void} */
function whenIdle(task) {
  if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: 200 });
  else setTimeout(task, 50);
}
