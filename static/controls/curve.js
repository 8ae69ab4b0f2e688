// The curve of the activation as a control, over the histogram of the sums: its left arm is dragged to bend it, all of
// it sideways to shift it. It draws what its owner shows, and tells the owner what a drag asks for.

import { FIGURE_COLOURS } from "../core/catalog.js";
import { number, short } from "../core/notation.js";
import { clamp, rounded } from "../core/numbers.js";
import { drawing, svgElement, write, writeAttribute } from "../page/elements.js";
import { listenToDrags } from "./curve_drag.js";
import {
  CHARACTER, armPaths, armSlope, barsPath, beforePath, gripOf, negativeBins, numbersAt, plotBox, scales, tick,
} from "./curve_geometry.js";

/**
 * @typedef {import("./curve_geometry.js").Params} Params
 * @typedef {import("./curve_geometry.js").Box} Box
 * @typedef {import("./curve_geometry.js").Scale} Scale
 * @typedef {import("./curve_drag.js").Handlers} Handlers
 * @typedef {import("./curve_drag.js").Ranges} Ranges
 *
 * @typedef {object} Shown
 * @property {string} activation @property {Params} params
 * @property {number} bias
 * @property {number} limit  half of both axes, above 0
 * @property {ArrayLike<number>} counts  of the sums without bias, in an odd number of bins over -limit to limit; a new
 *     array for new counts
 * @property {{sum: number, after: number}} pixel  the selected one: its sum without bias, its value after the activation
 * @property {string} label  what the drawing shows, for a screen reader
 */

/** An arm with less px to be seen has no grip. */
const SHORTEST = 20;
/** The px that the label of the level keeps free at its left, for the title of the axis. */
const AXIS_TITLE = 40;
/** The px of one character of bold type, at most. */
const BOLD_CHARACTER = 8;
/** The grip of the level, in px: half its width, half its height. */
const HANDLE = { x: 11, y: 8 };

export class Curve {
  /**
   * @param {HTMLElement} root  is filled; its size, which the styles set, is that of the drawing
   * @param {Ranges} ranges  the domains of the slope and of the bias
   * @param {Handlers} handlers
   * @param {Record<"input"|"signed"|"rectified"|"shade", string>} [colours]
   */
  constructor(root, ranges, handlers, colours = FIGURE_COLOURS) {
    this.root = root;
    /** @type {Shown|null} */
    this.shown = null;
    this.width = 0;
    this.height = 0;
    this.listening = new AbortController();
    for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--curve-${name}`, colour);
    this.svg = drawing({ class: "curve", role: "img" });
    root.replaceChildren(this.svg);
    this.parts = partsOf(this.svg);
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(root);
    this.#resize();
    const own = { grabbed: () => this.#grabbed(), placeOf: (event, limit) => this.#placeOf(event, limit) };
    listenToDrags(this.svg, own, ranges, handlers, this.listening.signal);
  }

  /** Draw the curve; only attributes of elements change. @param {Shown} shown */
  show(shown) {
    const { counts, label } = this.shown ?? {};
    this.shown = shown;
    if (shown.label !== label) this.svg.setAttribute("aria-label", shown.label);
    if (this.width) this.#draw(shown, shown.counts !== counts);
  }

  /** Take the drawing away and stop listening. */
  close() {
    this.listening.abort();
    this.observer.disconnect();
    this.root.replaceChildren();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.root;
    if (width === this.width && height === this.height) return;
    Object.assign(this, { width, height });
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, height });
    if (this.shown && width) this.#draw(this.shown, true);
  }

  /** @param {Shown} shown @param {boolean} areBarsNew */
  #draw(shown, areBarsNew) {
    const ends = short(tick(shown.limit));
    const box = plotBox(this, ends.length + 1);
    const scale = scales(box, shown.limit);
    if (areBarsNew || box.left !== this.box?.left) drawBars(this.parts, shown.counts, box);
    this.box = box;
    drawAxes(this.parts, box, scale, ends, shown.limit);
    drawSea(this.parts, shown, box, scale);
    drawArms(this.parts, shown, box, scale);
    drawPixel(this.parts, shown.pixel, box, scale);
  }

  /** @returns {import("./curve_drag.js").Grabbed|null} */
  #grabbed() {
    if (!this.shown || !this.box) return null;
    const { activation, params, bias, limit } = this.shown;
    return { slope: armSlope(activation, params), bias, limit };
  }

  /** @param {PointerEvent} event @param {number} limit */
  #placeOf({ clientX, clientY }, limit) {
    const drawn = this.svg.getBoundingClientRect();
    const zoom = this.width / drawn.width;
    return numbersAt({ x: (clientX - drawn.left) * zoom, y: (clientY - drawn.top) * zoom }, this.box, limit);
  }
}

/** @type {(element: Element, attributes: Record<string, string|number>) => void} */
function set(element, attributes) {
  for (const name in attributes) writeAttribute(element, name, String(attributes[name]));
}

/** Make all elements, those that lie on top last. @param {SVGElement} svg */
function partsOf(svg) {
  const parts = {};
  const make = (name, tag, owner = svg, attributes = {}) => {
    parts[name] = svgElement(svg, tag, { class: `curve-${name}`, ...attributes });
    owner.append(parts[name]);
    return parts[name];
  };
  make("sea", "rect");
  make("negative-bars", "path", make("below", "svg"));
  make("bars", "path", make("above", "svg"));
  for (const name of ["axis-across", "axis-up"]) make(name, "path");
  for (const name of ["low", "zero", "high"]) make(name, "text", svg, { "text-anchor": "middle" });
  for (const name of ["bottom", "middle", "top"]) make(name, "text", svg, { "text-anchor": "end" });
  write(make("across", "text", svg, { "text-anchor": "middle" }), "sum of 9 products");
  write(make("up", "text", svg, { x: 0, y: 14 }), "after");
  make("level", "line");
  const plot = make("plot", "svg");
  for (const name of ["before", "right"]) make(name, "path", plot);
  const arm = make("arm", "g", plot);
  for (const name of ["reach", "left"]) make(name, "path", arm);
  make("grip", "circle", arm, { r: 8 });
  const handle = make("handle", "g");
  const plate = { x: -HANDLE.x, y: -HANDLE.y, width: 2 * HANDLE.x, height: 2 * HANDLE.y, rx: HANDLE.y };
  make("handle-plate", "rect", handle, plate);
  make("handle-arrows", "path", handle, { d: "M-3 -4L-7 0L-3 4M3 -4L7 0L3 4" });
  make("level-label", "text", svg, { y: 14, "text-anchor": "middle" });
  make("guides", "path");
  make("pixel", "circle", svg, { r: 6 });
  return parts;
}

/** @type {(parts: any, counts: ArrayLike<number>, box: Box) => void} */
function drawBars(parts, counts, box) {
  const d = barsPath(counts, box);
  set(parts.bars, { d });
  set(parts["negative-bars"], { d });
  clip(parts.plot, box, box.left, box.right);
}

/** Let a nested drawing show the plot between two px. @type {(part: Element, box: Box, from: number, to: number) => void} */
function clip(part, { top, bottom }, from, to) {
  const [width, height] = [to - from, bottom - top];
  set(part, { x: from, y: top, width, height, viewBox: `${from} ${top} ${width} ${height}` });
}

/** @type {(parts: any, box: Box, scale: Scale, ends: string, limit: number) => void} */
function drawAxes(parts, { left, right, top, bottom }, { x, y }, ends, limit) {
  const at = tick(limit);
  const [low, zero, high] = [-at, 0, at].map(x);
  set(parts["axis-across"], { d: `M${left} ${bottom}H${right}M${low} ${bottom}v4M${zero} ${bottom}v4M${high} ${bottom}v4` });
  set(parts["axis-up"], { d: `M${left} ${y(0)}H${right}M${left} ${y(at)}h-4M${left} ${y(0)}h-4M${left} ${y(-at)}h-4` });
  const inside = right - (ends.length * CHARACTER) / 2; // a label may not pass the edge
  for (const [name, place] of [["low", low], ["zero", zero], ["high", Math.min(high, inside)]]) set(parts[name], { x: place, y: bottom + 19 });
  for (const [name, value] of [["bottom", -at], ["middle", 0], ["top", at]]) set(parts[name], { x: left - 7, y: y(value) + 5 });
  for (const name of ["low", "bottom"]) write(parts[name], `\u2212${ends}`);
  for (const name of ["zero", "middle"]) write(parts[name], "0");
  for (const name of ["high", "top"]) write(parts[name], ends);
  set(parts.across, { x: (left + right) / 2, y: bottom + 37 });
}

/** What lies below the level, and the level itself. @type {(parts: any, shown: Shown, box: Box, scale: Scale) => void} */
function drawSea(parts, { bias, limit, counts }, box, { x }) {
  const { left, right, top, bottom } = box;
  const level = clamp(x(-bias), left, right);
  set(parts.sea, { x: left, y: top, width: level - left, height: bottom - top });
  const border = left + ((right - left) * negativeBins(counts.length, bias, limit)) / counts.length;
  clip(parts.below, box, left, border);
  clip(parts.above, box, border, right);
  set(parts.level, { x1: level, x2: level, y1: top, y2: bottom });
  set(parts.handle, { transform: `translate(${clamp(level, left + HANDLE.x, right - HANDLE.x)} ${top + HANDLE.y})` });
  const text = levelText(bias, limit);
  const half = (text.length * BOLD_CHARACTER) / 2;
  set(parts["level-label"], { x: clamp(level, AXIS_TITLE + half, right - half) });
  write(parts["level-label"], text);
}

/** Name the level, with an arrow where it is out of the plot. @type {(bias: number, limit: number) => string} */
function levelText(bias, limit) {
  const text = `sea level ${rounded(bias, 2) === bias ? number(-bias, 2) : short(-bias)}`;
  if (bias > limit) return `\u2190 ${text}`;
  return bias < -limit ? `${text} \u2192` : text;
}

/** @type {(parts: any, shown: Shown, box: Box, scale: Scale) => void} */
function drawArms(parts, shown, box, scale) {
  const [left, right] = armPaths(shown, scale);
  set(parts.left, { d: left });
  set(parts.right, { d: right });
  set(parts.before, { d: beforePath(shown, scale) });
  const grip = gripOf(shown);
  const isHandle = grip !== null && grip.reach * scale.perUnit >= SHORTEST;
  parts.arm.toggleAttribute("data-part", isHandle);
  if (isHandle) {
    parts.arm.setAttribute("data-part", "arm");
    set(parts.reach, { d: left });
    set(parts.grip, { cx: scale.x(grip.sum), cy: scale.y(grip.value) });
  }
}

/** @type {(parts: any, pixel: Shown["pixel"], box: Box, scale: Scale) => void} */
function drawPixel(parts, { sum, after }, { left, right, top, bottom }, scale) {
  const [x, y] = [scale.x(sum), scale.y(after)];
  const [cx, cy] = [clamp(x, left, right), clamp(y, top, bottom)];
  set(parts.guides, { d: `M${cx} ${bottom}V${cy}H${left}` });
  set(parts.pixel, { cx, cy, "data-outside": String(cx !== x || cy !== y) });
}
