// The chain over the maps: the picture, the kernel, the activation. Each link names what is chosen and opens its controls.

import { named } from "../core/activations.js";
import { PARAMETERS } from "../core/catalog.js";
import { GREY } from "../core/paint.js";
import { nameOf } from "../core/kernels.js";
import { weightsOf } from "../core/settings.js";
import { CUSTOM } from "../controls/kernel_menu.js";
import { activationRow, isLeftOut } from "../controls/shown.js";
import { thumbnail } from "../controls/tiles.js";
import { drawing, element, svgElement, write } from "../page/elements.js";
import { paintWhole } from "../scope/drawing.js";
import { pick } from "../widgets/pictures.js";

/** Pictures that are one press away: a photograph, and the tutorial's own kind of picture. */
const QUICK = [
  { name: "Brick wall", title: "A photograph: Brick wall", looks: { palette: "Diverging" } },
  { name: "Street at dusk", title: "The tutorial's kind of picture: Street at dusk, in signed grey", looks: { palette: "Signed grey" } },
];
/** Sums from -REACH to REACH are drawn of an activation. */
export const REACH = 2;
const POINTS = 33;

/** The links in their order: the name of the sheet, what stands over the name, the controls that it opens. */
const LINKS = [
  { sheet: "picture", title: "Picture", parts: ["picture"] },
  { sheet: "kernel", title: "Kernel", parts: ["kernel", "weights", "changes", "padding", "stride"] },
  { sheet: "activation", title: "Activation", parts: ["activation", ...PARAMETERS, "bias"] },
];

/**
 * The bent curve of an activation as the `d` of a path in a square from 0 to 2 REACH.
 * @param {string} activation @param {Record<string, number>} params  what it takes
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
    this.quick = element("span", { className: "chain-quick" });
    const first = element("span", { className: "chain-first" }, [this.links[0], this.quick]);
    root.append(first, this.links[1], this.links[2]);
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { className: "chain-picture" }));
    this.curve = drawing({ viewBox: `-0.2 -0.2 ${2 * REACH + 0.4} ${2 * REACH + 0.4}`, class: "chain-curve" });
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
    const { settings } = this.model;
    const weights = weightsOf(settings);
    const names = [settings.picture, nameOf(weights) ?? CUSTOM.name, settings.activation];
    names.forEach((name, k) => write(this.links[k].querySelector(".chain-name"), String(name)));
    LINKS.forEach(({ parts }, k) => (this.links[k].disabled = parts.every((part) => isLeftOut(part, this.model))));
    this.quick.hidden = this.links[0].disabled;
    if (String(weights) !== this.#weights) this.#tile(1).replaceChildren(thumbnail(weights));
    this.#weights = String(weights);
    const params = Object.fromEntries(activationRow(settings).takes.map((name) => [name, Number(settings[name])]));
    this.path.setAttribute("d", curvePath(String(settings.activation), params));
  }

  /** Offer the pictures that are one press away, as soon as the gallery is there. */
  offerPictures() {
    const { gallery } = this.model;
    const known = QUICK.filter(({ name }) => name in gallery.thumbnails);
    this.quick.replaceChildren(...known.map((row) => this.#shortcut(row)));
  }

  /** @param {typeof QUICK[number]} row */
  #shortcut({ name, title, looks }) {
    const { model } = this;
    const small = element("img", { src: model.gallery.thumbnails[name], alt: "" });
    const onclick = () => model.commit({ ...pick(model.gallery.grids, model.settings, name), ...looks });
    return element("button", { type: "button", title, ariaLabel: title, onclick }, [small]);
  }

  /** Draw the picture small, unless it is drawn. @param {import("../core/arrays.js").Map|undefined} image */
  showPicture(image) {
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
