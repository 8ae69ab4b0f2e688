// A point and some patterns on a circle: each is turned with the mouse, a finger or the arrow keys.

import { drawing, svgElement } from "../page/elements.js";

const RADIUS = 100;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/**
 * @typedef {object} Circle
 * @property {number} version  Python increases it to set the angles
 * @property {number[]} angles  whole degrees, counter-clockwise from the right
 * @property {(angles: number[]) => void} report
 */

/** The state of each circle, kept between messages: a late answer must not undo a newer drag. @type {WeakMap<Element, Circle>} */
const circles = new WeakMap();

/**
 * Show the handles.
 * @param {HTMLElement} root @param {{version: number, names: string[], angles: number[]}} message
 * @param {(angles: number[]) => void} report  called when a handle is let go
 * @returns {() => void} takes them away again
 */
export function showCircle(root, { version, names, angles }, report) {
  const known = circles.get(root);
  const circle = known ?? { version, angles, report };
  circle.report = report;
  if (known && known.version !== version) Object.assign(circle, { version, angles });
  if (!known) {
    circles.set(root, circle);
    draw(root, circle, names);
  }
  place(root, circle.angles);
  return () => {
    circles.delete(root);
    root.replaceChildren();
  };
}

/**
 * The direction of a place seen from the middle, in whole degrees from 0 to 359.
 * @param {number} across to the right @param {number} down
 */
export function angleOf(across, down) {
  return wrapped(Math.round((Math.atan2(-down, across) * 180) / Math.PI));
}

/** @type {(degrees: number) => number} */
export function wrapped(degrees) {
  return ((degrees % 360) + 360) % 360;
}

/** @type {(root: Element, circle: Circle, names: string[]) => void} */
function draw(root, circle, names) {
  const svg = drawing({ viewBox: "-132 -132 264 264" });
  root.replaceChildren(svg);
  const near = svgElement(svg, "path", { class: "circle-near", d: `M 0 ${-RADIUS} A ${RADIUS} ${RADIUS} 0 0 1 0 ${RADIUS} Z` });
  const rays = names.map((_, k) => svgElement(svg, "line", { class: "circle-ray", "data-point": String(k === 0) }));
  svg.append(near, svgElement(svg, "circle", { class: "circle-rim", r: RADIUS }), ...rays);
  svg.append(...names.map((name, k) => handle(svg, circle, name, k)));
}

/**
 * One handle; it is reported when it is let go.
 * @param {SVGElement} svg @param {Circle} circle @param {string} name @param {number} k
 */
function handle(svg, circle, name, k) {
  const group = svgElement(svg, "g", {
    class: "circle-handle", role: "slider", tabindex: 0, "data-point": String(k === 0),
    "aria-label": `Direction of ${name}`, "aria-valuemin": 0, "aria-valuemax": 359,
  });
  group.append(
    svgElement(svg, "circle", { class: "circle-reach", r: 25 }),
    svgElement(svg, "circle", { class: "circle-knob", r: 15 }),
    svgElement(svg, "text", { dy: "0.35em" }, name),
  );
  let isTurned = false;
  const turn = (degrees) => {
    if (degrees === circle.angles[k]) return;
    isTurned = true;
    circle.angles = circle.angles.map((angle, other) => (other === k ? degrees : angle));
    place(svg.parentElement, circle.angles);
  };
  const settle = () => {
    if (isTurned) circle.report(circle.angles);
    isTurned = false;
  };
  listenToPointer(group, svg, turn, settle);
  group.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the page turns its chapters with the same keys
    turn(wrapped(circle.angles[k] + STEPS[event.key] * (event.shiftKey ? 10 : 1)));
  });
  group.addEventListener("keyup", (event) => {
    if (event.key in STEPS) settle();
  });
  group.addEventListener("blur", settle);
  return group;
}

/**
 * Turn a handle with the mouse, a finger or a pen.
 * @param {SVGElement} group @param {SVGElement} svg @param {(degrees: number) => void} turn @param {() => void} settle
 */
function listenToPointer(group, svg, turn, settle) {
  group.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // the page stays
  group.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault(); // no text is selected on the way
    group.focus();
    group.setPointerCapture(event.pointerId);
  });
  group.addEventListener("pointermove", (event) => {
    if (!group.hasPointerCapture(event.pointerId)) return;
    const box = svg.getBoundingClientRect();
    turn(angleOf(event.clientX - (box.left + box.width / 2), event.clientY - (box.top + box.height / 2)));
  });
  group.addEventListener("pointerup", settle);
  group.addEventListener("pointercancel", settle);
}

/**
 * Put every handle, its ray and the half next to the point where they belong.
 * @param {Element} root @param {number[]} angles
 */
function place(root, angles) {
  root.querySelector(".circle-near").setAttribute("transform", `rotate(${-angles[0]})`);
  const rays = root.querySelectorAll(".circle-ray");
  root.querySelectorAll(".circle-handle").forEach((group, k) => {
    const turn = (angles[k] * Math.PI) / 180;
    const [x, y] = [RADIUS * Math.cos(turn), -RADIUS * Math.sin(turn)];
    group.setAttribute("transform", `translate(${x} ${y})`);
    group.setAttribute("aria-valuenow", String(angles[k]));
    group.setAttribute("aria-valuetext", `${angles[k]} degrees`);
    rays[k].setAttribute("x2", String(x));
    rays[k].setAttribute("y2", String(y));
  });
}
