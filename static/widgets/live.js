// A live demonstration: its sliders, and below them its parts, which follow the hand.

import { shown } from "../controls/number_field.js";
import { Range } from "../controls/range.js";
import { toStep } from "../controls/steps.js";
import { Announcer } from "../page/announcer.js";
import { element, write } from "../page/elements.js";
import { Frame } from "../page/frame.js";
import { newsOfParts, sentencesOf } from "./live_news.js";
import { Parts } from "./parts.js";

export class Live {
  /** The sliders that are on the page, as JSON. */
  #known = "";
  /** @type {LiveSlider[]} */
  #sliders = [];
  /** What has been said aloud. @type {import("./live_news.js").Heard|null} */
  #said = null;
  #stop = new AbortController();

  /** @param {HTMLElement} root @param {import("../model/live.js").LiveModel} model */
  constructor(root, model) {
    this.model = model;
    const spoken = element("p", { className: "live-spoken", role: "status" });
    this.controls = element("div", { className: "live-sliders" });
    const place = element("div", { className: "live-parts" });
    root.append(this.controls, place, spoken);
    this.parts = new Parts(place);
    this.announcer = new Announcer(spoken, () => this.#tell());
    this.frame = new Frame(() => this.#show());
    model.addEventListener("change", () => this.frame.ask(), { signal: this.#stop.signal });
    this.frame.now();
  }

  close() {
    this.#stop.abort();
    this.frame.close();
    this.announcer.close();
    for (const slider of this.#sliders) slider.close();
    this.parts.close();
  }

  #show() {
    const { model } = this;
    const known = JSON.stringify(model.sliders);
    if (known !== this.#known) this.#make(known);
    for (const slider of this.#sliders) slider.show();
    this.parts.show(model.rows);
    this.#notice();
    this.controls.parentElement.dataset.state = !model.isReady ? "waiting" : model.owner.isAhead ? "ahead" : "confirmed";
  }

  /** Say a change of a slider, or of what it is about, when it rests; an answer of Python that says the same is none. */
  #notice() {
    if (!this.model.owner.isOpen) return;
    this.#said ??= this.#heard();
    this.announcer.notice(JSON.stringify([this.model.values, sentencesOf(this.model.rows)]));
  }

  #tell() {
    const { model } = this;
    if (!model.isReady && model.owner.isAhead) return null; // only Python can say what is new
    const before = this.#said;
    this.#said = this.#heard();
    return newsOfParts(before, this.#said);
  }

  /** @returns {import("./live_news.js").Heard} */
  #heard() {
    const { sliders, rows, values } = this.model;
    const texts = this.#sliders.map((slider) => slider.say(Number(values[slider.name])));
    return { sliders: sliders.map(({ name, label }, k) => ({ name, label, text: texts[k] })), rows };
  }

  /** Make the sliders anew. @param {string} known */
  #make(known) {
    this.#known = known;
    for (const slider of this.#sliders) slider.close();
    this.#sliders = this.model.sliders.map((slider) => new LiveSlider(this.model, slider));
    this.controls.replaceChildren(...this.#sliders.map(({ root }) => root));
  }
}

class LiveSlider {
  /** @param {import("../model/live.js").LiveModel} model @param {import("../model/live.js").Slider} slider */
  constructor(model, { name, label, low, high, step, texts, tick }) {
    const scale = { low, high, step };
    this.name = name;
    this.say = (value) => texts[Math.round((value - low) / step)] ?? shown(value);
    this.get = () => Number(model.values[name]);
    this.range = new Range(scale, {
      name: label,
      label,
      reporter: model.reporter,
      get: this.get,
      moved: (value) => model.change({ [name]: toStep(value, scale) }),
      swept: (value) => model.change({ [name]: value }),
      say: this.say,
      tick,
    });
    this.text = element("output", { ariaHidden: "true" }); // the range says it
    const head = element("span", { className: "live-label", textContent: label, ariaHidden: "true" });
    this.root = element("div", { className: "live-slider" }, [head, this.text, this.range.input, this.range.play.button]);
  }

  close() {
    this.range.close();
  }

  show() {
    write(this.text, this.say(this.get()));
    this.range.show(this.get());
  }
}
