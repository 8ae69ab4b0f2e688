// The parts of the controls that open: the picture everywhere, on a phone the kernel and the activation too.

import { writeAttribute } from "../page/elements.js";

/** What can get the focus. */
const FOCUSABLE = "summary, button:not([disabled]), input:not([disabled]), select";

export class Sheets {
  /** The name of the open sheet; "" if none is. */
  open = "";
  /** What opened it. @type {HTMLElement|null} */
  #opener = null;

  /**
   * @param {HTMLElement} root  holds the sheets, each with its name in `data-sheet`, and what opens them, in `data-opens`
   * @param {AbortSignal} signal  ends the listening
   */
  constructor(root, signal) {
    this.root = root;
    const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal });
    on(root, "click", (event) => this.#press(event));
    on(document, "keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("[role=dialog], dialog[open]")) this.close();
    });
    on(document, "click", (event) => this.#leave(event));
    on(document, "focusin", (event) => {
      if (event.target.matches(":focus-visible")) this.#leave(event); // by a key: a press may focus what holds the page
    });
    this.#show();
  }

  /** @param {string} name @returns {HTMLElement} */
  #sheet(name) {
    return this.root.querySelector(`.sheet[data-sheet=${name}]`);
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const opener = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[data-opens]"));
    if (!opener) return;
    const name = opener.dataset.opens;
    const sheet = this.#sheet(name);
    const wasOpen = this.open === name;
    const isInPlace = isSeen(sheet) && !/absolute|fixed/.test(getComputedStyle(sheet).position);
    if (this.open) this.close();
    if (wasOpen && !isInPlace) return;
    if (!isInPlace) {
      this.open = name;
      this.#opener = opener;
      const below = opener.getBoundingClientRect().bottom - this.root.getBoundingClientRect().top;
      this.root.style.setProperty("--panel-top", `${Math.round(below) + 6}px`);
      this.#show();
    }
    for (const one of this.root.querySelectorAll(".sheet")) one.toggleAttribute("data-pointed", isInPlace && one === sheet);
    focusFirst(sheet);
  }

  /** What happens beside a panel closes it; a sheet at the edge of a small screen stays open. @param {Event} event */
  #leave({ target }) {
    if (!this.open || !(target instanceof Element)) return;
    const sheet = this.#sheet(this.open);
    if (sheet.contains(target) || target.closest("[data-opens]")) return;
    if (getComputedStyle(sheet).position === "absolute") this.close();
  }

  /** Close the sheet; the focus goes back to what opened it, if it was inside. */
  close() {
    if (!this.open) return;
    const isInside = this.#sheet(this.open).contains(document.activeElement);
    this.open = "";
    this.#show();
    if (isInside) this.#opener?.focus({ preventScroll: true });
  }

  #show() {
    writeAttribute(this.root, "data-open", this.open);
    for (const sheet of /** @type {Iterable<HTMLElement>} */ (this.root.querySelectorAll(".sheet"))) {
      sheet.toggleAttribute("data-shown", sheet.dataset.sheet === this.open);
    }
    for (const opener of /** @type {Iterable<HTMLElement>} */ (this.root.querySelectorAll("[data-opens]"))) {
      writeAttribute(opener, "aria-expanded", String(opener.dataset.opens === this.open));
    }
  }
}

/** Whether an element takes part in the layout, and no closed `details` holds it. Safari 16 has no `checkVisibility`. @param {HTMLElement} one */
function isSeen(one) {
  const place = one.matches("summary") ? one.parentElement : one;
  return one.getClientRects().length > 0 && !place.parentElement.closest("details:not([open])");
}

/** Give the focus to what is chosen in a sheet, else to the first thing that can have it. @param {HTMLElement} sheet */
function focusFirst(sheet) {
  const those = (selector) => [.../** @type {Iterable<HTMLElement>} */ (sheet.querySelectorAll(selector))].filter(isSeen);
  const first = those("[aria-pressed=true]")[0] ?? those("input:checked")[0] ?? those(FOCUSABLE)[0];
  first?.focus({ preventScroll: true });
  if (sheet.scrollHeight > sheet.clientHeight) first?.scrollIntoView({ block: "nearest" });
}
