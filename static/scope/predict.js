// A line that the visitor draws over the signed one. Python chooses the stretch, knows the answer and scores.

import { clamp } from "./geometry.js";
import { unpack } from "./unpack.js";

const MARGIN = { left: 62, right: 12, top: 14, bottom: 26 };
/** The arrow keys move the line by this share of the limit. */
const KEY_STEP = 0.05;

/** @typedef {{header: any, values: (number|null)[], at: number, isDown: boolean, send: Function}} State */
/** @type {WeakMap<HTMLElement, State>} */
const states = new WeakMap();

/** Called by Streamlit at first and whenever the stretch or the answer changes. */
export function mount({ data, parentElement, setStateValue }) {
  const { header } = unpack(data);
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".predict"));
  const known = states.get(root);
  const state = known ?? { header, values: [], at: 0, isDown: false, send: setStateValue };
  state.send = setStateValue;
  if (!known || known.header.task !== header.task) Object.assign(state, { values: empty(header), at: 0, isDown: false });
  if (header.drawn) state.values = header.drawn;
  state.header = header;
  if (!known) {
    states.set(root, state);
    listen(root, state);
    new ResizeObserver(() => paint(root, state)).observe(root.querySelector("svg"));
  }
  paint(root, state);
  return () => {};
}

const empty = (header) => header.before.map(() => null);

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

/** Where a place and a value stand on the screen, and back. */
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
  const svg = root.querySelector("svg");
  let last = null;
  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const scale = scaleOf(svg, state);
    return { at: scale.at(event.clientX - box.left), value: scale.value(event.clientY - box.top) };
  };
  const draw = (event) => {
    const here = point(event);
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
  svg.addEventListener("keydown", (event) => press(event, root, state));
  root.querySelectorAll("[data-start]").forEach((button) =>
    button.addEventListener("click", () => {
      state.values = state.header.before.map((value) => (button.dataset.start === "zero" ? 0 : value));
      paint(root, state);
    }),
  );
  root.querySelector("[data-do=reveal]").addEventListener("click", () => {
    const values = filled(state.values);
    if (values) state.send("drawn", { task: state.header.task, values });
  });
  root.querySelector("[data-do=again]").addEventListener("click", () => {
    state.values = empty(state.header);
    state.send("drawn", null);
  });
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
  const { header, at } = state;
  const svg = root.querySelector("svg");
  if (!svg.clientWidth) return; // not laid out yet
  const scale = scaleOf(svg, state);
  const drawn = filled(state.values);
  const isRevealed = Boolean(header.after);
  const [left, right] = [scale.x(0), scale.x(header.before.length - 1)];
  const parts = [element(svg, "line", { class: "zero", x1: left, x2: right, y1: scale.y(0), y2: scale.y(0) })];
  parts.push(element(svg, "line", { class: "cursor", x1: scale.x(at), x2: scale.x(at), y1: scale.y(header.limit), y2: scale.y(-header.limit) }));
  [-header.limit, 0, header.limit].forEach((value, k) =>
    parts.push(element(svg, "text", { x: left - 8, y: scale.y(value) + 5, "text-anchor": "end" }, header.ends[k])));
  const bottom = svg.clientHeight - 6;
  parts.push(element(svg, "text", { x: left, y: bottom }, `${header.across} ${header.positions[0]}`));
  parts.push(element(svg, "text", { x: right, y: bottom, "text-anchor": "end" }, String(header.positions.at(-1))));
  if (isRevealed) {
    const back = drawn.map((value, k) => `L${scale.x(k).toFixed(1)} ${scale.y(value).toFixed(1)}`).reverse().join("");
    parts.push(element(svg, "path", { class: "gap", d: `${path(header.after, scale)}${back}Z` }));
  }
  parts.push(element(svg, "path", { class: "before", d: path(header.before, scale) }));
  if (drawn) parts.push(element(svg, "path", { class: "drawn", d: path(drawn, scale) }));
  if (isRevealed) parts.push(element(svg, "path", { class: "after", d: path(header.after, scale) }));
  svg.replaceChildren(...parts);
  svg.setAttribute("aria-label", isRevealed ? "Your line and the true one" : "Draw the line after the activation");
  const own = drawn ? `, your line ${minus(drawn[at], header.digits)}` : "";
  const truth = isRevealed ? `, after ${minus(header.after[at], header.digits)}` : "";
  root.querySelector(".predict-status").textContent =
    `${header.across} ${header.positions[at]}: before ${minus(header.before[at], header.digits)}${own}${truth}`;
  root.querySelectorAll("[data-line=after], [data-line=gap], [data-do=again]").forEach((e) => (e.hidden = !isRevealed));
  root.querySelectorAll("[data-start], [data-do=reveal], .predict-help").forEach((e) => (e.hidden = isRevealed));
  root.querySelector("[data-do=reveal]").disabled = !drawn;
}

function element(svg, name, attributes, text = "") {
  const made = document.createElementNS(svg.namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** Write a number with a real minus sign, and none before a zero. */
function minus(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace("-", "\u2212");
}
