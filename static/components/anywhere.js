// A picture file that is dropped on any page of the app, or pasted: it goes into a field for files that nobody sees, and
// from there to the server as from any other. What is wrong with it, and where it can be seen, is said in a notice.

import { UnreadableImage, examine } from "../images/decoding.js";
import { listenToDrops } from "../page/drops.js";
import { element, write } from "../page/elements.js";
import { showTips } from "../page/tips.js";
import { unpack } from "../page/unpack.js";

const FIELD = ".st-key-anywhere input[type=file]";
const READING = "Reading the picture …";
const NO_FIELD = "The page is not ready for a picture yet: try again in a moment.";

/** One for as long as the document lives: Streamlit may mount the place anew while something is said. @type {Anywhere|null} */
let anywhere = null;

/** Called by Streamlit at first and with each notice. */
export function mount({ data, parentElement, setStateValue }) {
  const { number, text, offers } = unpack(data).header;
  const place = parentElement.querySelector(".anywhere");
  anywhere ??= new Anywhere();
  anywhere.report = () => setStateValue("opened", number);
  if (anywhere.root.parentElement !== place) place.append(anywhere.root);
  anywhere.receive(number, text, offers);
}

class Anywhere {
  /** The number of the last notice of the server. */
  #number = 0;
  /** Asks for the explorer. */
  report = () => {};

  constructor() {
    this.text = element("p", { role: "status" });
    this.open = element("button", { type: "button", textContent: "See it in the explorer", onclick: () => this.#leave() });
    const shut = element("button", { type: "button", textContent: "Close", onclick: () => this.say("") });
    this.notice = element("div", { className: "anywhere-notice", hidden: true }, [this.text, this.open, shut]);
    this.root = element("div", {}, [this.notice]);
    listenToDrops({ place: this.root, take: (file) => this.#take(file), refuse: (sentence) => this.say(sentence) });
    showTips(this.root);
  }

  /** @param {number} number @param {string} text @param {boolean} offers  a way to the explorer */
  receive(number, text, offers) {
    if (number === this.#number) return;
    this.#number = number;
    this.say(text, offers);
  }

  /** @param {string} text  nothing hides the notice @param {boolean} [offers] */
  say(text, offers = false) {
    this.notice.hidden = !text;
    this.open.hidden = !offers;
    write(this.text, text);
  }

  #leave() {
    this.say("");
    this.report();
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
