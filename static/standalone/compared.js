// What differs between view A, if one is pinned, and the current view. As explorer/ui/features/compare.py.

import { COMPARISONS } from "../core/catalog.js";
import { compared } from "../core/comparison.js";
import { withBold } from "../page/bold.js";
import { element, write } from "../page/elements.js";
import { Frame } from "../page/frame.js";

export class Compared {
  /** What the texts are about. @type {unknown[]} */
  #shown = [];
  #isVisible = false;

  /** @param {HTMLElement} root  an empty element @param {import("../model/model.js").Model} model */
  constructor(root, model) {
    Object.assign(this, { root, model });
    this.differences = element("div");
    this.message = element("p");
    this.rows = element("tbody");
    root.append(element("section", { className: "compared", ariaLabel: "A and B" }, [this.differences, this.message, this.#table()]));
    root.hidden = true;
    this.frame = new Frame(() => this.#show());
    model.addEventListener("receive", () => this.frame.ask());
    model.store.addEventListener("change", () => this.#follow());
    new IntersectionObserver(([{ isIntersecting }]) => {
      this.#isVisible = isIntersecting;
      this.#follow();
    }).observe(root);
  }

  #table() {
    const head = [COMPARISONS.AFTER, "A", "B"].map((textContent) => element("th", { scope: "col", textContent }));
    return element("table", {}, [element("thead", {}, [element("tr", {}, head)]), this.rows]);
  }

  /** Show a change; one that is still under way waits if nobody sees it. */
  #follow() {
    if (this.#isVisible || !this.model.owner.isAhead) this.frame.ask();
  }

  #show() {
    const { pinned, settings, store } = this.model;
    const { computed } = store;
    const a = pinned && computed?.pinned; // while its picture is on its way there is no view A
    this.root.hidden = !a;
    const about = [a, computed?.layer, settings.picture, settings.size];
    if (!a || store.isWaiting || about.every((one, k) => one === this.#shown[k])) return;
    this.#shown = about;
    const found = compared({ ...a, settings: pinned.settings }, { ...computed, settings });
    this.differences.replaceChildren(...found.differences.map((line) => element("p", {}, withBold(line))));
    write(this.message, found.message);
    this.rows.replaceChildren(...found.rows.map(row));
  }
}

/** @type {(row: import("../core/comparison.js").Row) => HTMLElement} */
function row([name, ...values]) {
  const cells = values.map((textContent) => element("td", { textContent }));
  return element("tr", {}, [element("th", { scope: "row", textContent: name }), ...cells]);
}
