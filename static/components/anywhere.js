// A picture file that is dropped on any page of the app, or pasted: it goes into a field for files that nobody sees, and
// from there to the server as from any other. What is wrong with it, and where it can be seen, is said in a notice.

import { UnreadableImage, examine } from "../images/headers.js";
import { listenToDrops, openDialog } from "../page/drops.js";
import { element, write } from "../page/elements.js";
import { showTips } from "../page/tips.js";
import { unpack } from "../page/unpack.js";

const FIELD = ".st-key-anywhere input[type=file]";
const READING = "Reading the picture …";
const IS_LATE = "The picture has not arrived yet. If no other message follows, drop it once more.";
/** So many ms after it was sent, a picture is late: the connection may have broken off. */
const PATIENCE = 30_000;
/** So many ms from one look for another field to the next. */
const LOOK = 500;
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

export class Anywhere {
  /** The number of the last notice of the server. */
  #number = 0;
  /** Ends the patience with what was sent. */
  #late = 0;
  /** What the server has not answered yet, and the field that it was given to. @type {{file: File, field: Element|null}|null} */
  #sent = null;
  /** Looks for another field until there is an answer: Streamlit tells nobody of one. */
  #watching = 0;
  /** Asks for the explorer. */
  report = () => {};

  constructor() {
    this.text = element("p", { role: "status" });
    this.open = element("button", { type: "button", textContent: "See it in the explorer", onclick: () => this.#leave() });
    const shut = element("button", { type: "button", textContent: "Close", onclick: () => this.say("") });
    this.notice = element("div", { className: "anywhere-notice", hidden: true }, [this.text, this.open, shut]);
    this.root = element("div", {}, [this.notice]);
    listenToDrops({ place: this.root, take: (file) => this.#take(file), refuse: (sentence) => this.say(sentence) });
    document.addEventListener("keydown", (event) => this.#press(event), { capture: true });
    showTips(this.root);
  }

  /** @param {number} number @param {string} text @param {boolean} offers  a way to the explorer */
  receive(number, text, offers) {
    if (number === this.#number) return this.#sendAgain();
    this.#number = number;
    this.#sent = null;
    clearInterval(this.#watching);
    this.say(text, offers);
  }

  /** @param {string} text  nothing hides the notice @param {boolean} [offers] */
  say(text, offers = false) {
    clearTimeout(this.#late);
    this.#bringInSight();
    this.notice.hidden = !text;
    this.open.hidden = !offers;
    write(this.text, text);
  }

  /** In an open dialog until it closes; elsewhere it would lie behind that. */
  #bringInSight() {
    const dialog = openDialog();
    const place = dialog ?? this.root;
    if (this.notice.parentElement === place) return;
    place.append(this.notice);
    dialog?.addEventListener("close", () => this.root.append(this.notice), { once: true });
  }

  /** Escape closes the notice and nothing else, unless a dialog or another element is meant. @param {KeyboardEvent} event */
  #press(event) {
    const { activeElement: focused } = document;
    const isFree = !focused || focused === document.body || this.notice.contains(focused);
    if (event.key !== "Escape" || this.notice.hidden || openDialog() || !isFree) return;
    event.stopPropagation();
    this.say("");
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
    this.#send(file);
  }

  /** Another field has come in the place of the one that was sending: with that the file is gone. */
  #sendAgain() {
    const field = document.querySelector(FIELD);
    if (this.#sent && field && this.#sent.field !== field) this.#send(this.#sent.file);
  }

  /** @param {File} file */
  #send(file) {
    const field = /** @type {HTMLInputElement|null} */ (document.querySelector(FIELD));
    if (!field) return this.say(NO_FIELD);
    this.#sent = { file, field };
    clearInterval(this.#watching);
    this.#watching = setInterval(() => this.#sendAgain(), LOOK);
    const transfer = new DataTransfer();
    transfer.items.add(file);
    field.files = transfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.say(IS_LATE), PATIENCE);
  }
}
