// The chain over the maps: the picture, the kernel, the activation. Each link names what is chosen and opens its controls.

import { named } from "../core/activations.js";
import { GREY } from "../core/paint.js";
import { nameOf } from "../core/kernels.js";
import { weightsOf } from "../core/settings.js";
import { thumbnail } from "../controls/tiles.js";
import { element, svgElement, write } from "../page/elements.js";
import { paintWhole } from "../scope/drawing.js";

/** Sums from -REACH to REACH are drawn of an activation. */
const REACH = 2;
const POINTS = 33;

/** The links in their order: the name of the sheet, what stands over the name, the controls that it opens. */
const LINKS = [
  { sheet: "picture", title: "Picture", parts: ["picture"] },
  { sheet: "kernel", title: "Kernel", parts: ["kernel", "weights", "changes", "padding", "stride"] },
  { sheet: "activation", title: "Activation", parts: ["activation", "negative_slope", "bias"] },
];

/**
 * The bent curve of an activation as the `d` of a path in a square from 0 to 2 REACH.
 * @param {string} activation @param {Record<string, number>} params
 */
export function curvePath(activation, params) {
  const { function: of } = named(activation);
  const points = Array.from({ length: POINTS }, (_, k) => {
    const z = -REACH + (2 * REACH * k) / (POINTS - 1);
    return `${(z + REACH).toFixed(3)} ${(REACH - of(z, params)).toFixed(3)}`;
  });
  return `M${points.join("L")}`;
}

export class Chain {
  /** The picture and the weights that are drawn. */
  #image = null;
  #weights = "";

  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    this.model = model;
    this.links = LINKS.map(link);
    root.append(...this.links);
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { className: "chain-picture" }));
    this.curve = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.curve.setAttribute("viewBox", `-0.2 -0.2 ${2 * REACH + 0.4} ${2 * REACH + 0.4}`);
    this.curve.setAttribute("class", "chain-curve");
    const axes = svgElement(this.curve, "path", { d: `M0 ${REACH}H${2 * REACH}M${REACH} 0V${2 * REACH}`, class: "chain-axes" });
    this.path = svgElement(this.curve, "path", { d: "" });
    this.curve.append(axes, this.path);
    this.#tile(0).replaceWith(this.canvas);
    this.#tile(2).replaceWith(this.curve);
  }

  #tile(k) {
    return this.links[k].querySelector(".chain-tile");
  }

  /** Show what is chosen, and disable a link whose controls a teacher's link has left out. */
  show() {
    const { settings, hidden, store } = this.model;
    const weights = weightsOf(settings);
    const names = [settings.picture, nameOf(weights) ?? "Custom", settings.activation];
    names.forEach((name, k) => write(this.links[k].querySelector(".chain-name"), String(name)));
    LINKS.forEach(({ parts }, k) => (this.links[k].disabled = parts.every((part) => hidden.includes(part))));
    if (String(weights) !== this.#weights) this.#tile(1).replaceChildren(thumbnail(weights));
    this.#weights = String(weights);
    this.path.setAttribute("d", curvePath(String(settings.activation), { negative_slope: Number(settings.negative_slope) }));
    this.#showPicture(store.computed?.image);
  }

  /** @param {import("../core/arrays.js").Map|undefined} image */
  #showPicture(image) {
    if (!image || image === this.#image) return;
    this.#image = image;
    paintWhole(this.canvas, image, { table: GREY, span: [0, 1], threshold: null }, 1);
  }
}

/** @type {(row: {sheet: string, title: string}) => HTMLButtonElement} */
function link({ sheet, title }) {
  const names = element("span", { className: "chain-names" }, [
    element("span", { className: "chain-title", textContent: title }),
    element("span", { className: "chain-name" }),
  ]);
  const button = element("button", { type: "button", className: "chain-link" }, [element("span", { className: "chain-tile" }), names]);
  button.dataset.opens = sheet;
  button.setAttribute("aria-controls", `sheet-${sheet}`);
  return button;
}
