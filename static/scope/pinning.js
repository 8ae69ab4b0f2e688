// Pinning a view as A: its buttons, and the switch of the first panel between A and the input.

import { write, writeAttribute } from "../page/elements.js";

const MEANING = "Keep this view as A. Then change anything, and see A and B side by side.";

export class Pinning {
  /**
   * @param {HTMLElement} root  of components/scope.html @param {import("../model/model.js").Model} model
   * @param {() => void} onChange  called when the first panel has to show the other map
   */
  constructor(root, model, onChange) {
    Object.assign(this, { root, model });
    const find = (selector) => /** @type {any} */ (root.querySelector(selector));
    this.button = find(".scope-pin");
    this.others = [find(".scope-swap"), find(".scope-back")];
    this.choice = find(".scope-first");
    this.a = find(".scope-first [value=a]");
    this.button.addEventListener("click", () => model.compare(model.pinned ? "unpin" : "pin"));
    this.others.forEach((button, k) => button.addEventListener("click", () => model.compare(k ? "back" : "swap")));
    this.choice.addEventListener("change", onChange);
  }

  /** Whether the visitor looks at A where it can be shown, and not at the input. */
  get isAChosen() {
    return this.a.checked;
  }

  /** Offer what can be done with a view A, or without one. */
  show() {
    const isPinned = this.model.pinned !== null;
    if (isPinned && !this.root.hasAttribute("data-pinned")) this.a.checked = true;
    this.root.toggleAttribute("data-pinned", isPinned);
    write(this.button.querySelector(".scope-label"), isPinned ? "Unpin A" : "Pin as A");
    writeAttribute(this.button, "title", isPinned ? "Unpin A" : MEANING);
    for (const part of [...this.others, this.choice]) part.hidden = !isPinned;
  }
}
