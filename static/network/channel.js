// The channel that is open: its kernels, its slope, and its map before and after its own rectifier.

import { extremesMessage } from "../core/alternatives.js";
import { extremes } from "../core/arrays.js";
import { FIGURE_COLOURS } from "../core/catalog.js";
import { digitsFor, number, short } from "../core/notation.js";
import { PALETTES } from "../core/paint.js";
import { writeSlopes } from "../core/slopes.js";
import { NumberField } from "../controls/number_field.js";
import { Problem } from "../controls/problem.js";
import { Frame } from "../page/frame.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { Rest } from "../page/rest.js";
import { drawLegend, paintWhole } from "../scope/drawing.js";
import { ChannelCurve } from "./channel_curve.js";
import { kernelFigures, kernelsOf } from "./channel_kernel.js";
import { channelNamed, shownSlope } from "./slope_geometry.js";
import { says } from "./slope_words.js";

const { table } = PALETTES.Diverging;
/** The colours of the picture, which the first layer looks at. */
const COLOURS = 3;
/** What each layer looks at. */
const SEES = ["the picture", "layer 1", "layer 2"];

export class Channel {
  #stop = new AbortController();
  #frame = new Frame(() => this.#show());
  /** Writes what can wait until nothing moves. */
  #rest = new Rest((maps, digits) => this.#describe(maps, digits));
  /** The channel, and the weights, whose kernels are drawn. */
  #drawn = { name: "", weights: null };

  /** @param {HTMLElement} root  is filled @param {any} model  as ./model.js has it */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.title = element("h2", { className: "channel-title" });
    this.kernels = element("div", { className: "channel-kernels" });
    this.sees = element("p", { className: "channel-sees" });
    this.bias = element("p", { className: "channel-bias" });
    this.curve = new ChannelCurve();
    this.input = element("input", { className: "channel-slope-field", ariaLabel: "Slope of this channel" });
    this.problem = new Problem(element("p", { className: "channel-problem", role: "alert" }), model.owner);
    this.words = element("p", { className: "channel-words" });
    this.maps = { before: mapFigure("Before its rectifier"), after: mapFigure("After") };
    this.legend = legend();
    this.open = element("button", { type: "button", className: "channel-open", textContent: "Open in the explorer" });
    this.field = new NumberField(this.input, this.#asSetting(), "negative_slope", {
      subject: "A slope",
      complain: (text) => this.problem.say(text),
      shown: () => shownSlope(this.#slope),
    });
    root.replaceChildren(element("div", { className: "channel" }, [this.#build()]));
    root.style.setProperty("--channel-before", FIGURE_COLOURS.signed);
    root.style.setProperty("--channel-after", FIGURE_COLOURS.rectified);
    this.#listen();
    this.#show();
  }

  close() {
    this.#stop.abort();
    this.#frame.close();
    this.#rest.close();
    this.problem.close();
  }

  #build() {
    const slope = element("div", { className: "channel-slope" }, [
      this.curve.svg,
      element("div", { className: "channel-slope-words" }, [
        element("label", {}, [element("span", { textContent: "Slope" }), this.input]),
        this.problem.element, this.words, this.bias,
      ]),
    ]);
    return element("div", { className: "channel-body" }, [
      element("div", { className: "channel-head" }, [this.title, this.sees]),
      this.kernels, slope,
      element("div", { className: "channel-seen" }, [
        element("div", { className: "channel-maps" }, [this.maps.before.figure, this.maps.after.figure]),
        this.legend.root, this.open,
      ]),
    ]);
  }

  #listen() {
    const { model } = this;
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(model.owner, "change", () => this.#frame.ask());
    for (const kind of ["frame", "receive"]) on(model, kind, () => this.#frame.ask());
    on(this.open, "click", () => model.ask("open", model.settings.channel));
  }

  /** The open channel. */
  get #channel() {
    return channelNamed(String(this.model.settings.channel), this.model.layers);
  }

  get #slope() {
    return this.model.slopes[this.#channel.index];
  }

  /** The slope of the open channel, as a field of a number knows a setting. */
  #asSetting() {
    const { model } = this;
    const slope = () => this.#slope;
    return /** @type {any} */ ({
      reporter: model.reporter,
      get settings() {
        return { negative_slope: slope() };
      },
      change: ({ negative_slope }) => this.#setSlope(negative_slope),
    });
  }

  /** @param {number} slope */
  #setSlope(slope) {
    const values = [...this.model.slopes];
    values[this.#channel.index] = slope;
    this.model.change({ slopes: writeSlopes(values, this.model.learned) });
  }

  #show() {
    const { model } = this;
    const found = this.#channel;
    this.#showKernels(found);
    this.field.show();
    write(this.words, says(this.#slope));
    this.curve.show(this.#slope, model.learned[found.index]);
    this.#showMaps(model.channelMaps(found.layer, found.channel - 1));
  }

  /** @param {{layer: number, channel: number}} found */
  #showKernels({ layer, channel }) {
    const { weights, settings, layers } = this.model;
    if (this.#drawn.name === settings.channel && this.#drawn.weights === weights) return;
    this.#drawn = { name: settings.channel, weights };
    write(this.title, `Layer ${layer}, channel ${channel}`);
    write(this.sees, `One kernel for each ${layer === 1 ? "colour" : "channel"} of ${SEES[layer - 1]}`);
    this.open.hidden = layer !== 1;
    if (!weights) return;
    const { weight, bias } = weights[`conv${layer}`];
    const inputs = layer === 1 ? COLOURS : layers[layer - 2];
    this.kernels.dataset.layer = String(layer);
    this.kernels.replaceChildren(...kernelFigures(kernelsOf(weight, channel - 1, inputs), layer));
    write(this.bias, `Bias ${short(bias[channel - 1], 3)}, added to every sum.`);
  }

  /** Paint both maps on one scale. @param {{before: any, after: any}|null} maps */
  #showMaps(maps) {
    for (const { figure } of Object.values(this.maps)) figure.hidden = !maps;
    this.legend.root.hidden = !maps;
    if (!maps) return;
    const limit = Math.max(...[maps.before, maps.after].flatMap(({ values }) => extremes(values).map(Math.abs))) || 1;
    for (const name of ["before", "after"]) {
      const { canvas } = this.maps[name];
      paintWhole(canvas, maps[name], { table, span: [-limit, limit], threshold: null }, 1);
    }
    const digits = Math.min(digitsFor(limit), 2);
    write(this.legend.low, `negative ${number(-limit, digits)}`);
    write(this.legend.high, `+${number(limit, digits)} positive`);
    this.#rest.ask(maps, digitsFor(limit));
  }

  /** Write where both maps are largest and smallest. @param {{before: any, after: any}} maps @param {number} digits */
  #describe(maps, digits) {
    for (const name of ["before", "after"]) {
      const { canvas, words } = this.maps[name];
      writeAttribute(canvas, "aria-label", `${words}. ${extremesMessage(maps[name], { digits })}`);
    }
  }
}

/** @param {string} title */
function mapFigure(title) {
  const words = `The channel's map: ${title.toLowerCase()}`;
  const canvas = element("canvas", { role: "img", ariaLabel: words });
  const caption = element("figcaption", { textContent: title });
  return { canvas, words, figure: element("figure", { className: "channel-map" }, [canvas, caption]) };
}

function legend() {
  const [low, bar, high] = [element("span"), element("canvas", { ariaHidden: "true" }), element("span")];
  drawLegend(bar, table);
  return { root: element("div", { className: "channel-legend" }, [low, bar, high]), low, high };
}
