// The bar over the pictures: which picture, what is done to it first, at which size, and the steps back.

import { NETWORK } from "../core/catalog.js";
import { element, writeAttribute } from "../page/elements.js";

export class Bar {
  #stop = new AbortController();

  /** @param {HTMLElement} root @param {import("./model.js").NetworkModel} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    const find = (name) => /** @type {any} */ (root.querySelector(`.network-${name}`));
    [this.picture, this.scale, this.changes] = [find("picture"), find("scale"), find("changes")];
    [this.undo, this.redo] = [find("undo"), find("redo")];
    this.changes.append(...NETWORK.changes.map((row) => change(row)));
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: this.#stop.signal });
    on(this.picture, "change", () => model.commit({ picture: this.picture.value }));
    on(this.scale, "change", () => model.commit({ scale: Number(this.scale.value) }));
    on(this.changes, "change", ({ target }) => model.commit({ change: target.value }));
    on(find("own"), "click", () => model.ask("upload"));
    on(this.undo, "click", () => model.undo());
    on(this.redo, "click", () => model.redo());
    for (const source of [model.owner, model.history]) on(source, "change", () => this.#show());
    for (const kind of ["receive", "picture"]) on(model, kind, () => this.#show());
    this.#show();
  }

  close() {
    this.#stop.abort();
  }

  #show() {
    const { settings, sizes, hasOwn, history, size } = this.model;
    const own = hasOwn || settings.picture === NETWORK.own;
    offer(this.picture, NETWORK.pictures.filter((name) => own || name !== NETWORK.own).map((name) => [name, name]), settings.picture);
    const scales = sizes.map(({ rows, cols }, k) => [k + 1, `${cols} × ${rows}`]);
    offer(this.scale, [[0, "All, the strongest"], ...scales], size === null ? 0 : size + 1);
    for (const input of this.changes.querySelectorAll("input")) input.checked = input.value === settings.change;
    [this.undo.disabled, this.redo.disabled] = [!history.canUndo, !history.canRedo];
  }
}

/** @type {(row: {name: string, caption: string}) => HTMLElement} */
function change({ name, caption }) {
  const input = element("input", { type: "radio", name: "network-change", value: name });
  return element("label", { title: caption }, [input, element("span", { textContent: name })]);
}

/**
 * Offer the options of a menu, unless they are there already.
 * @param {HTMLSelectElement} menu @param {(string|number)[][]} options  values and texts @param {string|number} chosen
 */
function offer(menu, options, chosen) {
  const key = JSON.stringify(options);
  if (menu.dataset.options !== key) {
    menu.replaceChildren(...options.map(([value, textContent]) => element("option", { value, textContent })));
    writeAttribute(menu, "data-options", key);
  }
  if (menu.value !== String(chosen)) menu.value = String(chosen);
}
