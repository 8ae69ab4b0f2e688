// The panel "Show the code": a script that makes the same two maps with another library.

import { TAKE } from "../core/catalog.js";
import { snippet } from "../exports/scripts.js";
import { element, write } from "../page/elements.js";
import { copy } from "../widgets/copy.js";
import { filesOf } from "./files.js";
import { downloadButton, whileOpen } from "./panel.js";

export class Code {
  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model @param {import("./host.js").Host} host */
  constructor(root, model, host) {
    Object.assign(this, { model, host, templates: host.data.scripts });
    this.inputs = Object.keys(this.templates.libraries).map((library) => this.#input(library));
    this.code = element("code");
    const region = { className: "code-text", tabIndex: 0, role: "region", ariaLabel: "Code" }; // the arrow keys scroll it
    const text = element("pre", region, [this.code]);
    this.status = element("span", { role: "status" });
    const input = filesOf(this.templates).NUMBERS.find(({ name }) => name === "input.npy");
    root.append(
      element("fieldset", { className: "code-libraries" }, [
        element("legend", { textContent: TAKE.LIBRARY }),
        ...this.inputs.map((input) => element("label", {}, [input, element("span", { textContent: input.value })])),
      ]),
      text,
      element("div", { className: "code-actions" }, [
        element("button", { type: "button", textContent: "Copy the code", onclick: () => this.#copy() }),
        downloadButton({ ...input, label: TAKE.PICTURE }, model),
        this.status,
      ]),
    );
    whileOpen(root, model, host, () => this.#show());
  }

  /** @param {string} library @returns {HTMLInputElement} */
  #input(library) {
    const onchange = () => this.host.setOptions({ library });
    return element("input", { type: "radio", name: "code-library", value: library, onchange });
  }

  #show() {
    const { library } = this.host.options;
    for (const input of this.inputs) input.checked = input.value === library;
    const code = snippet(this.templates, library, this.model.settings);
    if (write(this.code, code)) write(this.status, "");
  }

  async #copy() {
    const isCopied = await copy(this.code.textContent, () => getSelection().selectAllChildren(this.code));
    write(this.status, isCopied ? "✓ Copied" : "The browser does not allow it. The code is marked: copy it yourself.");
  }
}
