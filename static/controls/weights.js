// The nine weights: typed, stepped, dragged sideways, or pasted. The cells are the picture of the kernel.

import { KERNEL, WEIGHTS } from "../core/catalog.js";
import { short } from "../core/notation.js";
import { DOMAINS, weightsOf } from "../core/settings.js";
import { element } from "../page/elements.js";
import { listenToDrag } from "./drag.js";
import { clamp } from "../core/numbers.js";
import { NumberField } from "./number_field.js";
import { isOne, readKernel } from "./pasted_numbers.js";
import { Problem } from "./problem.js";
import { tileColours } from "./tiles.js";
import { readAs } from "./typed_numbers.js";

/** A drag changes a weight by so much a pixel; with Shift by the smaller one. */
const PER_PIXEL = { coarse: 0.05, fine: 0.01 };

export class Weights {
  /** The weights whose colours the cells have. */
  #coloured = "";

  /**
   * @param {HTMLElement} root  holds the cells @param {HTMLElement} problem  for the sentence about a refused weight
   * @param {import("../model/model.js").Model} model
   */
  constructor(root, problem, model) {
    this.model = model;
    this.problem = new Problem(problem, model.owner);
    this.fields = WEIGHTS.map((name, place) => this.#field(name, place));
    root.replaceChildren(...this.fields.map((field) => field.input));
    const options = { capture: true }; // before the field
    root.addEventListener("paste", (event) => this.#take(event, event.clipboardData), options);
    root.addEventListener("drop", (event) => this.#take(event, event.dataTransfer), options);
  }

  /** @param {import("../core/settings.js").Settings} settings */
  show(settings) {
    const weights = weightsOf(settings);
    for (const field of this.fields) field.show();
    if (String(weights) === this.#coloured) return;
    this.#coloured = String(weights);
    tileColours(weights).forEach((colours, place) => Object.assign(this.fields[place].input.style, colours));
  }

  close() {
    this.problem.close();
  }

  /** @param {string} name @param {number} place @returns {NumberField} */
  #field(name, place) {
    const input = element("input", { ariaLabel: `Weight in row ${Math.floor(place / 3) + 1}, column ${(place % 3) + 1}` });
    input.dataset.name = name;
    const field = new NumberField(input, this.model, name, { subject: "A weight", complain: (text) => this.problem.say(text) });
    const { low, high } = DOMAINS[name];
    const { reporter } = this.model;
    listenToDrag(input, {
      isBusy: () => field.isEdited,
      start: () => field.value,
      move: (from, pixels, isFine) => {
        const moved = from + pixels * (isFine ? PER_PIXEL.fine : PER_PIXEL.coarse);
        field.set(pixels === 0 ? from : clamp(Math.round(moved * 100) / 100, low, high));
      },
      end: () => reporter.now(),
      cancel: (from) => field.set(from),
    });
    return field;
  }

  /** Fill the kernel with nine numbers copied from a table or a program. @param {Event} event @param {DataTransfer|null} data */
  #take(event, data) {
    const text = data?.getData("text") ?? "";
    const weights = readKernel(text);
    if (!weights && isOne(text)) return; // it goes into its field
    event.preventDefault();
    const { low, high } = DOMAINS[WEIGHTS[0]];
    const isKernel = weights?.every((value) => value >= low && value <= high);
    if (!isKernel) return this.problem.say(`This is not nine numbers from ${short(low)} to ${short(high)}, so nothing has changed.`);
    this.model.commit({ [KERNEL]: weights });
    this.problem.say(readAs(text.replace(/\d\.\d+/g, ""))); // who writes nine numbers with points means decimals
  }
}
