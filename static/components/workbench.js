// The explorer: its maps, its profile, its controls.

import { element } from "../page/elements.js";
import { Workbench } from "../workbench/workbench.js";
import { explorer } from "./explorer.js";
import { owned } from "./owned.js";

/** The explorer with a heading for those who hear the page: the others see its name in the navigation. */
class NamedWorkbench extends Workbench {
  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    super(root, model);
    root.prepend(element("h1", { className: "workbench-name", textContent: "ReLU Explorer" }));
  }
}

export const mount = owned(".workbench", explorer, NamedWorkbench);
