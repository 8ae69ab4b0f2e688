// The view on one sheet of paper. It is made when the page is printed, stands beside all else in the page, where the styles
// leave it alone on paper, and goes right after.

import { slopesAtZero } from "../core/activations.js";
import { FIGURE_COLOURS, YOUR_PICTURE } from "../core/catalog.js";
import { nameOf, sumMeaning } from "../core/kernels.js";
import { linkTo, writeLink } from "../core/link.js";
import { short } from "../core/notation.js";
import { weightsOf } from "../core/settings.js";
import { CUSTOM } from "../controls/kernel_menu.js";
import { activationRow, isLeftOut } from "../controls/shown.js";
import { tileColours } from "../controls/tiles.js";
import { drawing, element, svgElement, write } from "../page/elements.js";
import { ProfileChart } from "../scope/chart.js";
import { A, BEFORE, INPUT, Painter } from "../scope/painter.js";
import { samePart } from "../scope/viewport.js";
import { codeOf, localWarning, OWN } from "../widgets/printed_link.js";
import { curvePath, REACH } from "./chain.js";

/** The longer side of a map in dots: no more than can be seen in print. */
const DOTS = 480;
/** The chart in px of the page. */
const CHART = [700, 236];
/** What a page of Letter has room for, in px; A4 has more. A sheet that is higher is made smaller. */
const HEIGHT = 930;

/** What is said of a picture of one's own in a file. */
const OWN_IN_FILE = "The file shows your own picture only if it was saved with it.";

/** @typedef {import("../core/settings.js").Settings} Settings */
/** @typedef {import("../model/model.js").Model} Model */
/** @typedef {import("../scope/scope.js").Scope} Scope */

/**
 * Put the view on paper.
 * @param {HTMLTemplateElement} form  of components/paper.html @param {Model} model @param {Scope} scope
 * @returns {() => void} takes it away
 */
export function putOnPaper(form, model, scope) {
  if (!model.store.computed || !model.cursor.place) return () => {};
  const sheet = /** @type {HTMLElement} */ (form.content.firstElementChild.cloneNode(true));
  const find = (selector) => /** @type {HTMLElement} */ (sheet.querySelector(selector));
  for (const [name, colour] of Object.entries(FIGURE_COLOURS)) sheet.style.setProperty(`--curve-${name}`, colour);
  write(find(".paper-picture"), model.description);
  find(".scope").replaceWith(mapsOf(model, scope));
  find(".paper-layers").append(...layersOf(model), copyOf(scope.find(".scope-readout")));
  const [pixel, map] = numbersOf(model);
  const [link, code] = linkOf(model);
  find(".paper-numbers").append(element("div", {}, [pixel, link]), map, code);
  document.body.append(sheet);
  const chart = new ProfileChart(sheet);
  Object.assign(chart, { isFull: scope.chart.isFull, size: CHART });
  chart.renew();
  if (scope.chart.shown) chart.draw(scope.chart.shown);
  sheet.style.setProperty("zoom", String(Math.min(1, HEIGHT / sheet.offsetHeight)));
  return () => {
    chart.close();
    sheet.remove();
  };
}

/** @type {(element: Element) => HTMLElement} */
const copyOf = (element) => /** @type {HTMLElement} */ (element.cloneNode(true));

/** What the scope says and shows, its maps painted for paper. @type {(model: Model, scope: Scope) => HTMLElement} */
function mapsOf(model, scope) {
  const parts = [".scope-said", ".scope-maps", ".scope-colours"].map((name) => copyOf(scope.find(name)));
  const [bar, own] = [parts[2], scope.find(".scope-colours canvas")].map((one) => one.querySelector("canvas") ?? one);
  repeat(/** @type {any} */ (own), /** @type {any} */ (bar));
  paint(parts[1], model, scope);
  const made = element("section", { className: "scope" }, parts);
  made.dataset.direction = scope.root.dataset.direction;
  made.style.setProperty("--scope-ratio", String(scope.readout.ratio));
  return made;
}

/** @type {(from: HTMLCanvasElement, to: HTMLCanvasElement) => void} */
function repeat(from, to) {
  [to.width, to.height] = [from.width, from.height];
  to.getContext("2d").drawImage(from, 0, 0);
}

/** Paint the copies of the maps as the scope shows them. @param {HTMLElement} maps @param {Model} model @param {Scope} scope */
function paint(maps, { store }, { viewport: { part }, wipe, pinning }) {
  const { computed } = store;
  const { image, pinned } = computed;
  const canvases = /** @type {HTMLCanvasElement[]} */ ([...maps.querySelectorAll("canvas")]);
  for (const canvas of canvases) delete canvas.dataset.key;
  const painter = new Painter(canvases.slice(0, 3), canvases[3]);
  const scale = DOTS / Math.max(part.width, part.height) / window.devicePixelRatio;
  painter.sizes = canvases.map(() => [part.width * scale, part.height * scale]);
  painter.setMaps(computed);
  painter.choose(pinned && pinning.isAChosen ? A : INPUT, pinned && !wipe.isHeld ? A : BEFORE);
  painter.draw(part, pinned ? samePart(part, image, pinned.image) : part);
}

/** The layers of the view, and of view A: kernel, activation, bias. @type {(model: Model) => HTMLElement[]} */
function layersOf({ settings, pinned, hidden }) {
  const layer = (title, of) =>
    element("section", { className: "paper-layer" }, [element("div", {}, kernelOf(title, of, hidden)), element("div", {}, activationOf(of, hidden))]);
  return pinned ? [layer("A: ", pinned.settings), layer("B: ", settings)] : [layer("", settings)];
}

/** @type {(title: string, settings: Settings, hidden: string[]) => HTMLElement[]} */
function kernelOf(title, settings, hidden) {
  const isOut = (name) => isLeftOut(name, { settings, hidden });
  const weights = weightsOf(settings);
  const name = element("h2", { textContent: `${title}${nameOf(weights) ?? CUSTOM.name}` });
  const said = [!isOut("weights") && sumMeaning(weights), !isOut("bias") && `Bias ${short(Number(settings.bias))}.`];
  const edges = [!isOut("padding") && `Padding ${settings.padding}.`, !isOut("stride") && `Stride ${settings.stride}.`];
  const words = element("p", { textContent: [...said, ...edges].filter(Boolean).join(" ") });
  return [name, ...(isOut("weights") ? [] : [tilesOf(weights)]), words];
}

/** @type {(weights: number[]) => HTMLElement} */
function tilesOf(weights) {
  const tiles = tileColours(weights).map((style, k) => {
    const tile = element("span", { textContent: short(weights[k]) });
    Object.assign(tile.style, style);
    return tile;
  });
  return element("div", { className: "paper-tiles" }, tiles);
}

/** @type {(settings: Settings, hidden: string[]) => HTMLElement[]} */
function activationOf(settings, hidden) {
  const { name, formula, takes } = activationRow(settings);
  const title = element("h2", { textContent: name });
  if (["activation", ...takes].some((one) => isLeftOut(one, { settings, hidden }))) return [title];
  const params = Object.fromEntries(takes.map((one) => [one, Number(settings[one])]));
  const [left, right] = slopesAtZero(name, params).map((slope) => short(slope));
  const parameter = takes.map((one) => ` with α = ${short(params[one])}`).join("");
  const words = `${formula}${parameter}. Slope at 0: ${left} on the left, ${right} on the right.`;
  return [title, curveOf(name, params), element("p", { textContent: words })];
}

/** @type {(name: string, params: Record<string, number>) => SVGElement} */
function curveOf(name, params) {
  const side = 2 * REACH;
  const svg = drawing({ viewBox: `-0.2 -0.2 ${side + 0.4} ${side + 0.4}`, class: "chain-curve" });
  svg.append(
    svgElement(svg, "path", { d: `M0 ${REACH}H${side}M${REACH} 0V${side}`, class: "chain-axes" }),
    svgElement(svg, "path", { d: curvePath(name, params) }),
  );
  return svg;
}

/** One pixel and the whole map. @type {(model: Model) => HTMLElement[]} */
function numbersOf({ reader }) {
  const { place, pixel } = reader.pixel;
  const { map_message: message, map_rows: rows } = reader.map;
  const line = ([name, ...values]) =>
    element("tr", {}, [element("th", { scope: "row", textContent: name }), ...values.map((textContent) => element("td", { textContent }))]);
  const head = element("tr", {}, [element("td"), ...["before", "after"].map((textContent) => element("th", { scope: "col", textContent }))]);
  const table = element("table", {}, [element("thead", {}, [head]), element("tbody", {}, rows.map(line))]);
  const one = element("div", {}, [element("h2", { textContent: "One pixel" }), element("p", { textContent: place }), element("p", { textContent: pixel.line })]);
  return [one, element("div", {}, [element("h2", { textContent: "The whole map" }), element("p", { textContent: message }), table])];
}

/** Where others find the view, in words and as a code to scan. Without a link both are empty. @type {(model: Model) => Element[]} */
function linkOf({ settings, hidden, page }) {
  if (hidden.includes("share")) return [element("div"), element("div")];
  const link = linkTo(page, writeLink(settings, undefined, hidden));
  const isOnWeb = /^https?:/.test(link);
  const said = [
    !isOnWeb && "This page is a file: who has it can open it.",
    !isOnWeb && link.includes("#") && "The part from # on is this view: put it behind the address of the file.",
    isOnWeb && localWarning(link),
    settings.picture === YOUR_PICTURE && (isOnWeb ? OWN : OWN_IN_FILE),
  ].filter(Boolean);
  const words = [element("a", { href: link, textContent: isOnWeb ? link : decodeURI(link.split("/").pop()) }), ...said.map((textContent) => element("p", { textContent }))];
  return [element("div", { className: "paper-link" }, words), (isOnWeb && codeOf(link)) || element("div")];
}
