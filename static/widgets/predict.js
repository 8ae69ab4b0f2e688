// A line that the visitor draws over the one before the activation. Who shows it chooses the stretch and scores.

import { number } from "../core/notation.js";
import { svgElement, write, writeAttribute } from "../page/elements.js";
import { clamp } from "../core/numbers.js";

const MARGIN = { left: 62, right: 12, top: 14, bottom: 26 };
/** The arrow keys move the line by this share of the limit. */
const KEY_STEP = 0.05;

/** The lines of so many tasks are kept, so that Undo brings back what was drawn. */
const KEPT = 50;

/**
 * `kept` has the lines that were drawn for other tasks.
 * @typedef {{header: any, values: (number|null)[], at: number, isDown: boolean, send: (drawn: object|null) => void,
 *            kept: Map<string, (number|null)[]>}} State
 */
/** The state of each place, kept between messages, so that a half-drawn line is kept. @type {WeakMap<HTMLElement, State>} */
const states = new WeakMap();

/**
 * Show the stretch, what was drawn so far, and the answer if it is known.
 * @param {HTMLElement} root  of components/predict.html
 * @param {any} header  of the message
 * @param {(drawn: {task: string, values: number[]}|null) => void} send  called with the line, or with null to begin again
 */
export function showPrediction(root, header, send) {
  const known = states.get(root);
  const state = known ?? { header, values: empty(header), at: 0, isDown: false, send, kept: new Map() };
  state.send = send;
  if (state.header.task !== header.task) change(state, header);
  if (header.drawn) state.values = header.drawn;
  state.header = header;
  if (!known) {
    states.set(root, state);
    listen(root, state);
    new ResizeObserver(() => paint(root, state)).observe(root.querySelector("svg"));
  }
  paint(root, state);
}

const empty = (header) => header.before.map(() => null);

/** Take another task: keep what was drawn for the one before, and go on where this one was left. */
function change(state, header) {
  const { kept } = state;
  kept.delete(state.header.task);
  kept.set(state.header.task, state.values);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  Object.assign(state, { values: kept.get(header.task) ?? empty(header), at: 0, isDown: false });
}

/**
 * Set the values that a stroke passes between two points; it overwrites what stood there.
 * @param {(number|null)[]} values @param {{at: number, value: number}} from @param {{at: number, value: number}} to
 * @returns {(number|null)[]}
 */
export function stroke(values, from, to) {
  const [left, right] = from.at <= to.at ? [from, to] : [to, from];
  const span = right.at - left.at;
  return values.map((value, k) => {
    if (k < left.at || k > right.at) return value;
    return span ? left.value + ((right.value - left.value) * (k - left.at)) / span : to.value;
  });
}

/**
 * Join what was drawn by straight lines; the ends go on level. Null where nothing was drawn at all.
 * @param {(number|null)[]} values @returns {number[]|null}
 */
export function filled(values) {
  const places = values.flatMap((value, k) => (value === null ? [] : [k]));
  if (!places.length) return null;
  let next = 0;
  return values.map((value, k) => {
    if (value !== null) return value;
    while (next < places.length && places[next] < k) next++;
    const right = places[Math.min(next, places.length - 1)];
    const left = places[Math.max(next - 1, 0)];
    if (left >= right || k < left) return /** @type {number} */ (values[right]);
    const [a, b] = [/** @type {number} */ (values[left]), /** @type {number} */ (values[right])];
    return k > right ? b : a + ((b - a) * (k - left)) / (right - left);
  });
}

/** Return functions from a place and a value to px (x, y) and back (at, value). */
export function scales(count, limit, width, height) {
  const wide = width - MARGIN.left - MARGIN.right;
  const high = height - MARGIN.top - MARGIN.bottom;
  const last = Math.max(count - 1, 1);
  return {
    x: (k) => MARGIN.left + (wide * k) / last,
    y: (value) => MARGIN.top + (high * (limit - value)) / (2 * limit),
    at: (x) => clamp(Math.round(((x - MARGIN.left) / wide) * last), 0, count - 1),
    value: (y) => clamp(limit - ((y - MARGIN.top) / high) * 2 * limit, -limit, limit),
  };
}

function listen(root, state) {
  listenToPen(root, state);
  root.querySelector("svg").addEventListener("keydown", (event) => press(event, root, state));
  root.querySelectorAll("[data-start]").forEach((button) =>
    button.addEventListener("click", () => {
      state.values = state.header.before.map((value) => (button.dataset.start === "zero" ? 0 : value));
      paint(root, state);
    }),
  );
  root.querySelector("[data-do=reveal]").addEventListener("click", () => {
    const values = filled(state.values);
    if (values) state.send({ task: state.header.task, values });
  });
  root.querySelector("[data-do=again]").addEventListener("click", () => {
    state.values = empty(state.header);
    state.send(null);
  });
}

/** Draw with the mouse, a finger or a pen. */
function listenToPen(root, state) {
  const svg = root.querySelector("svg");
  let last = null;
  const draw = (event) => {
    const box = svg.getBoundingClientRect();
    const scale = scaleOf(svg, state);
    const here = { at: scale.at(event.clientX - box.left), value: scale.value(event.clientY - box.top) };
    state.values = stroke(state.values, last ?? here, here);
    state.at = here.at;
    last = here;
    paint(root, state);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (state.header.after || event.button !== 0) return;
    event.preventDefault(); // no text is selected
    svg.focus({ preventScroll: true });
    svg.setPointerCapture(event.pointerId);
    state.isDown = true;
    last = null;
    draw(event);
  });
  svg.addEventListener("pointermove", (event) => state.isDown && draw(event));
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (state.isDown = false));
}

function press(event, root, state) {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!across && !up) return;
  event.preventDefault();
  event.stopPropagation();
  if (across) state.at = clamp(state.at + across, 0, state.values.length - 1);
  else if (!state.header.after) {
    const { limit } = state.header;
    const value = clamp((filled(state.values)?.[state.at] ?? 0) + up * KEY_STEP * limit, -limit, limit);
    state.values = stroke(state.values, { at: state.at, value }, { at: state.at, value });
  }
  paint(root, state);
}

const scaleOf = (svg, { header }) => scales(header.before.length, header.limit, svg.clientWidth, svg.clientHeight);
const path = (values, scale) =>
  values.map((value, k) => `${k ? "L" : "M"}${scale.x(k).toFixed(1)} ${scale.y(value).toFixed(1)}`).join("");

function paint(root, state) {
  const svg = root.querySelector("svg");
  if (!svg.clientWidth) return; // not laid out yet
  const drawn = filled(state.values);
  const isRevealed = Boolean(state.header.after);
  svg.replaceChildren(...axes(svg, state), ...curves(svg, state, drawn));
  svg.setAttribute("aria-label", isRevealed ? "Your line and the true one" : "Draw the line after the activation");
  const said = root.querySelector(".predict-status");
  writeAttribute(said, "aria-live", document.activeElement === svg && !state.isDown ? "polite" : "off"); // said to who uses the keys
  write(said, status(state, drawn));
  root.querySelectorAll("[data-line=after], [data-line=gap], [data-do=again]").forEach((part) => (part.hidden = !isRevealed));
  root.querySelectorAll("[data-start], [data-do=reveal], .predict-help").forEach((part) => (part.hidden = isRevealed));
  root.querySelector("[data-do=reveal]").disabled = !drawn;
}

/** The zero line, the place that the keys have chosen, and the numbers at the ends. */
function axes(svg, state) {
  const { header, at } = state;
  const scale = scaleOf(svg, state);
  const [left, right, bottom] = [scale.x(0), scale.x(header.before.length - 1), svg.clientHeight - 6];
  const heights = [-header.limit, 0, header.limit].map((value, k) =>
    svgElement(svg, "text", { x: left - 8, y: scale.y(value) + 5, "text-anchor": "end" }, header.ends[k]),
  );
  return [
    svgElement(svg, "line", { class: "zero", x1: left, x2: right, y1: scale.y(0), y2: scale.y(0) }),
    svgElement(svg, "line", { class: "cursor", x1: scale.x(at), x2: scale.x(at), y1: scale.y(header.limit), y2: scale.y(-header.limit) }),
    ...heights,
    svgElement(svg, "text", { x: left, y: bottom }, `${header.across} ${header.positions[0]}`),
    svgElement(svg, "text", { x: right, y: bottom, "text-anchor": "end" }, String(header.positions.at(-1))),
  ];
}

/** The given line, the drawn one, the true one, and what lies between the last two. */
function curves(svg, state, drawn) {
  const { before, after } = state.header;
  const scale = scaleOf(svg, state);
  const curve = (name, values) => svgElement(svg, "path", { class: name, d: path(values, scale) });
  const parts = [curve("before", before)];
  if (drawn) parts.push(curve("drawn", drawn));
  if (!after) return parts;
  const back = drawn.map((value, k) => `L${scale.x(k).toFixed(1)} ${scale.y(value).toFixed(1)}`).reverse().join("");
  const gap = svgElement(svg, "path", { class: "gap", d: `${path(after, scale)}${back}Z` });
  return [gap, ...parts, curve("after", after)];
}

/** The values at the chosen place, in words. */
function status({ header, at }, drawn) {
  const { across, positions, before, after, digits } = header;
  const own = drawn ? `, your line ${number(drawn[at], digits)}` : "";
  const truth = after ? `, after ${number(after[at], digits)}` : "";
  return `${across} ${positions[at]}: before ${number(before[at], digits)}${own}${truth}`;
}
