// Predict, then reveal: the visitor draws the line after the activation before it is shown. As explorer/ui/features/predict.py.

import { nearest } from "../core/layer.js";
import { checked, score, taskMessage, taskOf, verdict } from "../core/predictions.js";
import { writeWithBold } from "../page/bold.js";
import { element } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { showPrediction } from "../widgets/predict.js";

/** @typedef {import("../core/predictions.js").Task} Task */
/** @typedef {import("../core/settings.js").Settings} Settings */

export class Predict {
  /** The settings that the task was set with. @type {Settings|null} */
  #kept = null;
  /** What was drawn and revealed last. @type {{task: string, values: number[]}|null} */
  #drawn = null;

  /**
   * @param {HTMLElement} root  inside of a `details`, with the elements of components/predict.html
   * @param {import("../model/model.js").Model} model
   */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.details = root.closest("details");
    this.message = element("p", { className: "predict-message" });
    this.verdict = element("p", { className: "predict-verdict", role: "status" });
    root.prepend(this.message);
    root.append(this.verdict);
    this.frame = new Frame(() => this.#show());
    this.details.addEventListener("toggle", () => this.frame.ask());
    model.addEventListener("receive", () => this.frame.ask());
    model.store.addEventListener("change", () => this.frame.ask()); // the picture may come after its view
    this.frame.ask();
  }

  /** Ask for a line, or show the drawn one beside the true one. A change that is still under way sets no task. */
  #show() {
    const { model, details } = this;
    if (!details.open || !model.owner.isOpen || model.owner.isAhead || model.store.isWaiting) return;
    const { settings, store } = model;
    const { layer } = store.computed;
    const task = taskOf(/** @type {any} */ (this.#withKeptPlace(settings)), layer);
    const name = nameOf(this.#kept, task);
    const drawn = this.#drawn?.task === name ? checked(this.#drawn.values, { count: task.before.length, limit: task.limit }) : null;
    const said = { activation: String(settings.activation), limit: task.limit };
    const selected = settings.direction === "Column" ? nearest(layer, Number(settings.col), 1) : nearest(layer, Number(settings.row), 0);
    writeWithBold(this.message, taskMessage(task, { ...said, selected, isDrawn: drawn !== null }));
    showPrediction(this.root.querySelector(".predict"), header(name, task, drawn), (report) => this.#take(report));
    writeWithBold(this.verdict, drawn ? verdict(score(drawn, task.before, task.after), said) : "");
  }

  /** Take a line that was drawn, or null to begin again. @param {{task: string, values: number[]}|null} drawn */
  #take(drawn) {
    this.#drawn = drawn;
    this.frame.now();
  }

  /** The settings with the row and column from when the task was set: moving the line keeps it. @param {Settings} settings */
  #withKeptPlace(settings) {
    const kept = this.#kept;
    const isSame = kept && Object.keys(settings).every((name) => PLACE.includes(name) || settings[name] === kept[name]);
    if (!isSame) this.#kept = settings;
    return this.#kept;
  }
}

const PLACE = ["row", "col"];

/** Name a task by the settings, the stretch and its values, which tell one picture from another. @type {(settings: Settings, task: Task) => string} */
const nameOf = (settings, { stretch, before, after }) => JSON.stringify([settings, stretch, ...before, ...after]);

/** What the widget shows; it gets the answer with the drawn line. @type {(name: string, task: Task, drawn: Float32Array|null) => object} */
function header(name, { limit, digits, positions, ends, across, before, after }, drawn) {
  return {
    task: name,
    limit,
    digits,
    positions,
    ends,
    across: across[0].toUpperCase() + across.slice(1),
    before: Array.from(before),
    drawn: drawn && Array.from(drawn),
    after: drawn && Array.from(after),
  };
}
