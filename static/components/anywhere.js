// A picture file that is dropped on any page of the app, or pasted: it goes into a field for files that nobody sees, and
// from there to the server as from any other. What is wrong with it, and where it can be seen, is said in a notice.

import { UnreadableImage, examine } from "../images/decoding.js";
import { listenToDrops } from "../page/drops.js";
import { element, write } from "../page/elements.js";
import { unpack } from "../page/unpack.js";

const FIELD = ".st-key-anywhere input[type=file]";
const READING = "Reading the picture …";
const NO_FIELD = "The page is not ready for a picture yet: try again in a moment.";

/** Mounted once: its place is the same on every page. @type {WeakMap<HTMLElement, Anywhere>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and with each notice. */
export function mount({ data, parentElement, setStateValue }) {
  const { number, text, offers } = unpack(data).header;
  const root = parentElement.querySelector(".anywhere");
  if (!mounted.has(root)) mounted.set(root, new Anywhere(root, () => setStateValue("opened", mounted.get(root).number)));
  mounted.get(root).receive(number, text, offers);
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}

class Anywhere {
  /** The number of the last notice of the server; the one that is there already at the beginning is not shown again. */
  number = -1;
  #stop = new AbortController();

  /** @param {HTMLElement} root @param {() => void} open  the explorer */
  constructor(root, open) {
    this.text = element("p", { role: "status" });
    this.open = element("button", { type: "button", textContent: "See it in the explorer", onclick: () => this.#leave(open) });
    const shut = element("button", { type: "button", textContent: "Close", onclick: () => this.say("") });
    this.notice = element("div", { className: "anywhere-notice", hidden: true }, [this.text, this.open, shut]);
    root.append(this.notice);
    listenToDrops({ place: root, take: (file) => this.#take(file), refuse: (sentence) => this.say(sentence) }, this.#stop.signal);
  }

  close() {
    this.#stop.abort();
    this.notice.remove();
  }

  /** @param {number} number @param {string} text @param {boolean} offers  a way to the explorer */
  receive(number, text, offers) {
    if (number === this.number) return;
    this.number = number;
    this.say(text, offers);
  }

  /** @param {string} text  nothing hides the notice @param {boolean} [offers] */
  say(text, offers = false) {
    this.notice.hidden = !text;
    this.open.hidden = !offers;
    write(this.text, text);
  }

  #leave(open) {
    this.say("");
    open();
  }

  /** @param {File} file */
  async #take(file) {
    this.say(READING);
    try {
      await examine(file);
    } catch (problem) {
      if (!(problem instanceof UnreadableImage)) throw problem;
      return this.say(problem.message);
    }
    const field = /** @type {HTMLInputElement|null} */ (document.querySelector(FIELD));
    if (!field) return this.say(NO_FIELD);
    const transfer = new DataTransfer();
    transfer.items.add(file);
    field.files = transfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
