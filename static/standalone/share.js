// The link to the view: with this page, and on the site and in the app where their addresses are known.

import { CONTROLS, YOUR_PICTURE } from "../core/catalog.js";
import { queryOf, writeLink } from "../core/link.js";
import { element, write } from "../page/elements.js";
import { showLink } from "../widgets/copy.js";

/** What a visitor has to know of a link to their own picture, or of one to a file. */
const OWN = "Your picture does not travel with the link: it stays in this page. The link shows another one.";
const IN_FILE = "Your picture is in this file. It does not travel with a link to the web.";
const FILE = "This page is a file on this computer. Others need the file too: send it, then the part of the link from # on works for them.";

export class Share {
  /** @param {HTMLDialogElement} root @param {import("../model/model.js").Model} model @param {import("./host.js").Host} host */
  constructor(root, model, host) {
    Object.assign(this, { root, model, host });
    this.link = copyField("Link to this view");
    this.site = copyField("Link to this view on the web");
    this.app = copyField("Link to this view in the full app");
    this.said = element("p", { className: "share-said" });
    this.boxes = CONTROLS.map(({ name, label }) => box(name, label, () => this.#show()));
    const hide = element("fieldset", { className: "share-hide" }, [
      element("legend", { textContent: "Hide for the class" }),
      ...this.boxes.map(({ label }) => label),
    ]);
    this.onSite = element("div", {}, [element("h3", { textContent: "The same view on the web, without a server" }), this.site]);
    const inApp = element("div", { hidden: !host.data.app }, [element("h3", { textContent: "The same view in the full app" }), this.app]);
    const close = element("form", { method: "dialog" }, [element("button", { textContent: "Close" })]);
    const head = element("div", { className: "share-head" }, [element("h2", { textContent: "Share this view", id: "share-title" }), close]);
    root.append(head, this.link, this.said, this.onSite, inApp, hide);
    model.addEventListener("receive", () => root.open && this.#show());
    root.setAttribute("aria-labelledby", "share-title");
  }

  open() {
    for (const { input, name } of this.boxes) input.checked = this.host.hidden.includes(name);
    this.#show();
    this.root.showModal();
  }

  #show() {
    const { host, model } = this;
    const hide = this.boxes.filter(({ input }) => input.checked).map(({ name }) => name);
    const link = host.link({ hide });
    showLink(this.link, link);
    const query = queryOf(writeLink(model.settings, undefined, hide));
    showLink(this.app, `${host.data.app}/${query && "?"}${query}`);
    showLink(this.site, `${host.data.site}${query && "#"}${query}`);
    this.onSite.hidden = !host.data.site || link.startsWith(host.data.site);
    const isOwn = model.settings.picture === YOUR_PICTURE;
    write(this.said, [isOwn && (host.isOwnInFile ? IN_FILE : OWN), link.startsWith("file:") && FILE].filter(Boolean).join(" "));
    this.said.hidden = !this.said.textContent;
  }
}

/** A field with a link and the button that copies it, as in components/copy.html. @param {string} label */
function copyField(label) {
  const input = element("input", { type: "text", readOnly: true, ariaLabel: label });
  const status = element("span", { role: "status" });
  return element("div", { className: "copy" }, [input, element("button", { type: "button", textContent: "Copy link" }), status]);
}

/** @param {string} name @param {string} text @param {() => void} onchange */
function box(name, text, onchange) {
  const input = element("input", { type: "checkbox", onchange });
  return { name, input, label: element("label", {}, [input, text]) };
}
