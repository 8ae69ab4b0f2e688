// The selected pixel with its arithmetic, and the numbers of the whole map. They change with the maps.

import { NumberField } from "../controls/number_field.js";
import { Problem } from "../controls/problem.js";
import { SETTINGS } from "../core/catalog.js";
import { centre, nearest } from "../core/layer.js";
import { histogram } from "../core/measures.js";
import { DOMAINS } from "../core/settings.js";
import { element, signOf, write } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { Rest } from "../page/rest.js";
import { Histogram } from "./histogram.js";

const PLACES = ["row", "col"];
/** Milliseconds without a change after which numbers that are out of sight are written. */
const UNSEEN_DELAY = 150;

export class Numbers {
  #rest = new Rest(() => this.frame.now(), UNSEEN_DELAY);
  #stop = new AbortController();
  /** What is on the page. */
  #shown = { pixel: null, map: null, layer: null };

  /** @param {HTMLElement} root  of components/numbers.html @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.problem = new Problem(this.find(".numbers-problem"), model.owner);
    this.fields = PLACES.map((name, axis) => this.#field(name, axis));
    this.grids = ["Pixels", "Kernel", "Products"].map((caption, k) => grid(caption, k ? "signed" : "plain"));
    const [pixels, kernel, products] = this.grids;
    const row = [pixels, sign("×"), kernel, sign("="), products];
    this.find(".pixel-sum").append(element("div", { className: "pixel-row" }, row));
    this.histogram = new Histogram(this.find(".histogram"));
    this.isVisible = true;
    this.frame = new Frame(() => this.#show());
    this.observer = new IntersectionObserver(([{ isIntersecting }]) => {
      this.isVisible = isIntersecting;
      this.#schedule();
    });
    this.observer.observe(root);
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    for (const target of [model.store, model.cursor]) on(target, "change", () => this.#schedule());
    on(model, "receive", () => this.frame.now());
    this.#schedule();
  }

  close() {
    this.#stop.abort();
    this.frame.close();
    this.#rest.close();
    this.observer.disconnect();
    this.problem.close();
    this.histogram.close();
  }

  /** Show a change; what nobody sees can wait until nothing moves. */
  #schedule() {
    this.#rest.close();
    if (this.isVisible) this.frame.ask();
    else this.#rest.ask();
  }

  #show() {
    const { store, reader, hidden, cursor } = this.model;
    const { computed } = store;
    if (!computed || !cursor.place) return;
    const isPlaceHidden = hidden.includes("place");
    this.find("[data-part=place]").hidden = isPlaceHidden;
    this.find(".pixel-place").hidden = !isPlaceHidden; // the fields say the same
    for (const field of this.fields) field.show();
    this.#showPixel(reader.pixel);
    this.#showMap(reader.map);
    if (computed.layer !== this.#shown.layer) this.histogram.show(histogram(computed.layer, { limit: computed.layer.sharedLimit }));
    this.#shown = { pixel: reader.pixel, map: reader.map, layer: computed.layer };
  }

  /** @param {import("../core/readouts.js").PixelFacts} facts */
  #showPixel(facts) {
    if (facts === this.#shown.pixel) return;
    const { place, pixel } = facts;
    write(this.find(".pixel-place"), place);
    write(this.find(".pixel-line"), pixel.line);
    [pixel.window, pixel.weights, pixel.products].forEach((texts, k) => fillGrid(this.grids[k], texts));
  }

  /** @param {import("../core/readouts.js").MapFacts} facts */
  #showMap(facts) {
    if (facts === this.#shown.map) return;
    write(this.find(".statistics-message"), facts.map_message);
    const body = this.find(".statistics tbody");
    if (body.children.length !== facts.map_rows.length) body.replaceChildren(...facts.map_rows.map(line));
    facts.map_rows.forEach((texts, k) => texts.forEach((text, cell) => write(body.children[k].children[cell], text)));
  }

  /** Make the field of the row (axis 0) or the column: it takes the places where the maps have a value. */
  #field(name, axis) {
    const input = /** @type {HTMLInputElement} */ (element("input", {}));
    this.find(".numbers-place").append(element("label", {}, [SETTINGS[name].control, input]));
    return new NumberField(input, this.model, name, {
      subject: `The ${SETTINGS[name].label.toLowerCase()}`,
      complain: (text) => this.problem.say(text),
      range: () => this.#range(axis),
      shown: () => this.#centred(axis),
    });
  }

  #range(axis) {
    const layer = this.model.store.computed?.layer;
    if (!layer) return { ...DOMAINS.row, step: 1 };
    const { rows, cols } = layer.preActivation;
    return { low: layer.offset, high: centre(layer, [rows, cols][axis] - 1), step: layer.stride };
  }

  /** The pixel nearest to the cursor on which a value of the maps is centred. */
  #centred(axis) {
    const layer = this.model.store.computed?.layer;
    const place = Number(this.model.settings[PLACES[axis]]);
    return layer ? centre(layer, nearest(layer, place, axis)) : place;
  }
}

/** A row of a table: its name, then its numbers. @type {(texts: string[]) => HTMLElement} */
const line = ([, ...values]) => element("tr", {}, [element("th", { scope: "row" }), ...values.map(() => element("td"))]);

/** @type {(text: string) => HTMLElement} */
const sign = (text) => element("span", { textContent: text });

/** Nine numbers as a table of three by three, coloured by sign. @type {(caption: string, kind: string) => HTMLTableElement} */
function grid(caption, kind) {
  const rows = [0, 1, 2].map(() => element("tr", {}, [0, 1, 2].map(() => element("td"))));
  return element("table", { className: kind }, [element("caption", { textContent: caption }), element("tbody", {}, rows)]);
}

/** @type {(table: HTMLTableElement, texts: string[]) => void} */
function fillGrid(table, texts) {
  table.querySelectorAll("td").forEach((cell, k) => {
    if (write(cell, texts[k])) cell.dataset.sign = signOf(Number(texts[k].replace("\u2212", "-")));
  });
}
