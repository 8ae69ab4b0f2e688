// The dock: the few controls that stand on a projector.

import { KERNEL, KERNELS, PARAMETERS } from "../core/catalog.js";
import { named, nameOf } from "../core/kernels.js";
import { weightsOf } from "../core/settings.js";
import { Menu, optionOf } from "../controls/choices.js";
import { CUSTOM } from "../controls/kernel_menu.js";
import { isLeftOut } from "../controls/shown.js";
import { Slider } from "../controls/slider.js";
import { element, setProperties } from "../page/elements.js";
import { addIcons } from "../page/icons.js";
import { makeDockTimer } from "../widgets/timer.js";

const SLIDERS = [...PARAMETERS, "bias"];

export class Dock {
  /**
   * @param {import("../model/model.js").Model} model
   * @param {import("../scope/wipe.js").Wipe} wipe
   */
  constructor(model, wipe) {
    Object.assign(this, { model, wipe });
    const part = (name) => Object.assign(element("section"), { id: `dock-${name}` });
    this.parts = Object.fromEntries(["kernel", "activation", ...SLIDERS].map((name) => [name, part(name)]));
    this.kernels = kernelMenu(model);
    this.parts.kernel.append(element("label", {}, [element("span", { textContent: "Kernel" }), this.kernels]));
    this.activation = new Menu(this.parts.activation, model, "activation");
    this.sliders = SLIDERS.map((name) => new Slider(this.parts[name], model, name));
    this.wiper = button("wipe", "Wipe");
    wipe.addButton(this.wiper);
    this.timer = makeDockTimer();
    model.presenter.addEventListener("time", this.timer.toggle);
    this.root = element("div", { className: "dock", role: "group", ariaLabel: "Controls for a projector" }, [
      ...Object.values(this.parts),
      experiments((name) => model.presenter.send?.(name)),
      this.timer.root,
      this.wiper,
    ]);
    addIcons(this.root);
    this.show();
  }

  /** Show what is chosen. */
  show() {
    const { settings } = this.model;
    this.kernels.value = nameOf(weightsOf(settings)) ?? CUSTOM.name;
    this.activation.show(settings);
    for (const slider of this.sliders) slider.show(settings);
    for (const [name, part] of Object.entries(this.parts)) part.hidden = isLeftOut(name, this.model);
  }

  /** Take the dock away. */
  close() {
    for (const slider of this.sliders) slider.close();
    this.wipe.removeButton(this.wiper);
    this.model.presenter.removeEventListener("time", this.timer.toggle);
    this.timer.stop();
    this.root.remove();
    this.model.reporter.now();
  }
}

/** @type {(model: import("../model/model.js").Model) => HTMLSelectElement} */
function kernelMenu(model) {
  const custom = optionOf(CUSTOM.name);
  custom.hidden = true;
  const menu = element("select", { autocomplete: "off" }, [custom, ...KERNELS.map(({ name }) => optionOf(name))]);
  menu.onchange = () => {
    model.change({ [KERNEL]: named(menu.value).weights });
    model.reporter.later();
  };
  return menu;
}

/** The way to the experiment before and to the next one. @param {(name: string) => void} send */
function experiments(send) {
  const [previous, next] = ["previous", "next"].map((name) => {
    const label = `${name[0].toUpperCase()}${name.slice(1)} experiment`;
    const made = button(name, "");
    setProperties(made, { ariaLabel: label, title: label, onclick: () => send(name) });
    return made;
  });
  return element("div", { className: "dock-experiments" }, [
    element("span", { textContent: "Experiment" }),
    element("span", {}, [previous, next]),
  ]);
}

/** @type {(icon: string, text: string) => HTMLButtonElement} */
function button(icon, text) {
  const made = element("button", { type: "button", textContent: text });
  made.dataset.icon = icon;
  return made;
}
