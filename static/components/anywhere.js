// A picture file that is dropped on any page of the app, or pasted: it goes into a field for files that nobody sees, and
// from there to the server as from any other. What is wrong with it, and where it can be seen, is said in a notice. When the
// server has lost the session, the pictures and view A are given back to the next one.

import { UnreadableImage, examine } from "../images/headers.js";
import { linkAlone, sendingProblem } from "../page/alone.js";
import { Astray } from "../page/astray.js";
import { listenToDrops, openDialog } from "../page/drops.js";
import { element, write } from "../page/elements.js";
import { Kept, keepSentFiles } from "../page/kept.js";
import { line } from "../page/line.js";
import { notePicture } from "../page/reload.js";
import { silence } from "../page/silence.js";
import { showTips } from "../page/tips.js";
import { unpack } from "../page/unpack.js";
import { printedLink } from "../widgets/printed_link.js";

const FIELD = ".st-key-anywhere input[type=file]";
const READING = "Reading the picture …";
const LATER = "The connection is lost. This page sends the picture as soon as it is back.";
const AGAIN = "The picture did not reach the server. This page sends it again …";
const UNSENT = "The picture did not reach the server. Load this page again, then choose the picture once more.";
const IS_LATE = "The picture has not arrived yet. If no other message follows, drop it once more.";
const IS_TOO_LARGE =
  "This file is too large for the way to the server: make the picture smaller, or save it as JPEG, and try again.";
/** So many ms after it was sent, a picture is late: the connection may have broken off. */
const PATIENCE = 30_000;
/** So many ms after it has arrived, a file is looked for. */
const ASK = 4_000;
/** A field that has sent nothing for so many ms after a file was chosen has lost it. */
const UNASKED = 8_000;
/** So many ms after a lost connection is back, what it may have swallowed is sent again, unless the server tells more. */
const AFTERWARDS = 3_000;

/** So often, one after the other, a file is sent again that has not arrived. */
const ATTEMPTS = 4;
/** The status of an answer by a server that does not know the session; from the other one on, it is no answer to the file. */
const UNKNOWN = 400;
const BROKEN = 500;
/** The status of an answer to what is larger than a proxy, or the server, takes. */
const TOO_LARGE = 413;

/** One for as long as the document lives: Streamlit may mount the place anew while something is said. @type {Anywhere|null} */
let anywhere = null;
/** As long. */
const astray = new Astray(() => line.renew());
/**
 * Where the document has the first one. A server of another version that comes in the place of the last brings this module anew: the new one
 * finds the old one by this symbol, which leaves it what was sent.
 */
const HERE = Symbol.for("relu-explorer-anywhere");

/** Called by Streamlit at first and with each notice. */
export function mount({ data, parentElement, setStateValue }) {
  const { header } = unpack(data);
  const place = parentElement.querySelector(".anywhere");
  if (!anywhere) {
    anywhere = new Anywhere(document[HERE]?.leave());
    document[HERE] = anywhere;
    anywhere.root.append(printedLink(() => anywhere.page));
    notePicture(() => anywhere.kept.hasPicture);
    keepSentFiles(XMLHttpRequest.prototype, header.uploads, anywhere);
    astray.follow(window);
  }
  anywhere.report = () => setStateValue("opened", `${header.holding.session} ${header.number}`);
  anywhere.ask = () => setStateValue("asked", Date.now());
  anywhere.tell = (lost) => setStateValue("givenBack", lost);
  anywhere.page = header.page;
  anywhere.maxBytes = header.maxBytes;
  anywhere.problem = sendingProblem(header.cookie);
  if (anywhere.root.parentElement !== place) place.append(anywhere.root);
  astray.told(header.holding.session);
  anywhere.receive(header);
}

/**
 * What the server says: the number of its last notice, the notice, whether there is a way to the explorer, what the session
 * holds, and for how many seconds it waits for a page whose connection is lost.
 * @typedef {{number: number, text: string, offers: boolean, holding: import("../page/kept.js").Holding, waits: number}} Heard
 */

export class Anywhere {
  #stop = new AbortController();
  /** The number of the last notice of the server, and the session that it is of. */
  #number = 0;
  #session = "";
  /** Ends the patience with what was sent. */
  #late = 0;
  /** Ends the wait for the field to send what it was given. */
  #unsent = 0;
  /** Ends the wait for what has become of a file that has arrived. */
  #expecting = 0;
  /** What the server has not answered yet: the first one is on its way. @type {{file: File, isGivenBack: boolean}[]} */
  #waiting = [];
  /** The field that the first one was given to. @type {Element|null} */
  #field = null;
  /** How many files in a row have not arrived. */
  #failures = 0;
  /** What was chosen in a field of the page, until it is a picture or it is known why not. @type {File|null} */
  #chosen = null;
  /** Streamlit's name for it, once it has been sent. */
  #chosenName = "";
  /** Ends the wait for the field to send it. */
  #unasked = 0;
  /** What is said when all is given back. */
  #afterwards = "";
  /** Why no picture can be sent from this page. */
  problem = "";
  /** How large a file the server takes. @type {number|undefined} */
  maxBytes;
  /** The address of the page, for paper; "" for one that has its link there already. */
  page = "";
  /** Makes another connection. */
  renew = () => line.renew();
  /** Asks for the explorer. */
  report = () => {};
  /** Asks for another run of the page. */
  ask = () => {};
  /** Tells the session what the one before held. @param {import("../page/kept.js").Holding} lost */
  tell = (lost) => {};

  /** @param {Kept} [kept]  what an older version of this module has kept */
  constructor(kept = new Kept()) {
    this.kept = kept;
    const { signal } = this.#stop;
    this.text = element("p", { role: "status" });
    this.open = element("button", { type: "button", textContent: "See it in the explorer", onclick: () => this.#leave() });
    this.alone = linkAlone();
    const shut = element("button", { type: "button", textContent: "Close", onclick: () => this.say("") });
    this.notice = element("div", { className: "anywhere-notice", hidden: true }, [this.text, this.open, this.alone, shut]);
    this.root = element("div", {}, [this.notice]);
    listenToDrops({ place: this.root, take: (file) => this.#take(file), refuse: (sentence) => this.say(sentence) }, signal);
    document.addEventListener("keydown", (event) => this.#press(event), { capture: true, signal });
    document.addEventListener("change", (event) => this.#choose(event), { capture: true, signal });
    showTips(this.root);
    silence.onEnd = () => this.#sendSoon();
  }

  /** Listen no more, and do nothing: a newer version of this module has come. @returns {Kept} what was sent */
  leave() {
    this.#stop.abort();
    for (const timer of [this.#late, this.#unsent, this.#expecting, this.#unasked]) clearTimeout(timer);
    silence.onEnd = () => {};
    Object.assign(this, { keep() {}, expect() {}, fail() {} }); // all requests still tell it
    return this.kept;
  }

  /** @param {Heard} heard */
  receive({ number, text, offers, holding, waits }) {
    const isAnother = holding.session !== this.#session;
    const isAnswer = !isAnother && number !== this.#number;
    this.#number = number;
    this.#session = holding.session;
    if (isAnswer) this.#answer(text, offers);
    const lost = this.kept.compare(holding);
    if (isAnother) return this.#begin(lost, waits);
    if (this.kept.isHeld(this.#chosenName)) this.#forgetChosen();
    if (!isAnswer) this.#sendAgain();
  }

  /** What was sent to the session before has no answer. @param {import("../page/kept.js").Holding|null} lost @param {number} waits */
  #begin(lost, waits) {
    this.#waiting = this.#waiting.filter((one) => !one.isGivenBack);
    this.#takeChosen();
    if (lost) this.#giveBack(lost, waits);
    if (this.#waiting.length) this.#send();
  }

  /** @param {string} text @param {boolean} offers */
  #answer(text, offers) {
    clearTimeout(this.#expecting);
    clearTimeout(this.#unsent);
    this.#failures = 0;
    const answered = this.#waiting.shift();
    if (!answered?.isGivenBack) this.say(text, offers);
    else if (!this.#waiting.some((one) => one.isGivenBack)) this.#finish();
    if (this.#waiting.length) this.#send();
  }

  /** @param {import("../page/kept.js").Holding} lost @param {number} waits  as in `Heard` */
  #giveBack(lost, waits) {
    const names = Object.keys(lost.files).sort((one, other) => lost.files[one][0][0] - lost.files[other][0][0]);
    const found = names.filter((name) => this.kept.fileOf(name));
    this.#afterwards = sentence(lost, found.length === names.length, silence.seconds > waits ? waits : 0);
    this.tell(lost);
    const files = found.map((name) => new File([this.kept.fileOf(name)], name, { type: this.kept.fileOf(name).type }));
    this.#waiting.unshift(...files.map((file) => ({ file, isGivenBack: true })));
    if (!files.length) this.#finish();
  }

  #finish() {
    this.kept.finish();
    this.say(this.#afterwards);
  }

  /** A file is sent: what is not known of the one before does not matter any more. @param {string} name @param {File} file */
  keep(name, file) {
    clearTimeout(this.#expecting);
    clearTimeout(this.#unsent);
    if (this.text.textContent === IS_TOO_LARGE) this.say("");
    this.kept.keep(name, file);
    if (this.#chosen && isSame(this.#chosen, file)) {
      clearTimeout(this.#unasked);
      this.#chosenName = name;
    }
    if (this.#waitingFor(file) || this.#waiting.every((one) => one.isGivenBack)) return;
    this.#waiting = this.#waiting.filter((one) => one.isGivenBack); // there is a newer choice
    this.say("");
  }

  /**
   * A file has not arrived. Its server has ended, or it has come to another one than that of the connection: the tabs of a browser
   * share what tells servers apart, and a new one may have been chosen for another tab. A new connection leads where files go.
   * @param {File} file @param {number} status  of the answer, 0 for none
   */
  fail(file, status) {
    if (status === TOO_LARGE) return this.#refuse();
    if (status !== UNKNOWN && status && status < BROKEN) return; // the field says so
    this.#failures += 1;
    this.#forgetChosen();
    if (!this.#waitingFor(file)) this.#waiting.push({ file, isGivenBack: false });
    if (this.#failures > ATTEMPTS) {
      this.#failures = 0;
      this.#waiting = [];
      return this.say(UNSENT);
    }
    this.say(AGAIN);
    this.#sendSoon();
    if (status === UNKNOWN) this.renew();
  }

  /**
   * A file is chosen in another field than ours. That asks the server for an address, too, and its question or the answer may be
   * lost with the connection, or the file with the server before it has become a picture.
   * @param {Event} event
   */
  #choose({ target }) {
    const isField = target instanceof HTMLInputElement && target.type === "file" && !target.matches(FIELD);
    if (!isField || !target.files?.length) return;
    if (!this.#waiting.length) this.say(""); // what is said is of another file
    this.#forgetChosen();
    if (target.files[0].size > this.maxBytes) return;
    this.#chosen = target.files[0];
    this.#unasked = setTimeout(() => this.#takeChosen() && this.#send(), UNASKED);
  }

  #forgetChosen() {
    clearTimeout(this.#unasked);
    [this.#chosen, this.#chosenName] = [null, ""];
  }

  /** Send what was chosen in another field, in the place of what was chosen before. @returns {boolean} whether there is such a file */
  #takeChosen() {
    const file = this.#chosen;
    if (!file) return false;
    this.#forgetChosen();
    this.#waiting = [...this.#waiting.filter((one) => one.isGivenBack), { file, isGivenBack: false }];
    return true;
  }

  /** What waits and has this file. @param {File} sent */
  #waitingFor(sent) {
    return this.#waiting.find(({ file }) => isSame(file, sent));
  }

  /** The file that was sent is too large for what stands before the server: the server will never say so. */
  #refuse() {
    clearTimeout(this.#unsent);
    this.#forgetChosen();
    this.#waiting = [];
    this.say(IS_TOO_LARGE);
  }

  /**
   * A file has arrived at the server. Streamlit's page may have told it together with a change of another part, and asked for a
   * run of that part alone: then nobody looks at the file. So the page is asked for, unless the file is a picture by then, or the
   * dialog says what is wrong with it.
   * Each time the server gets twice as long, for a run that is asked for ends the one that may be reading it.
   * @param {string} name  by Streamlit @param {number} [wait] in ms
   */
  expect(name, wait = ASK) {
    clearTimeout(this.#expecting);
    this.#expecting = setTimeout(() => {
      if (this.kept.isHeld(name) || openDialog()?.querySelector("[role=alert]")) {
        if (name === this.#chosenName) this.#forgetChosen();
        return;
      }
      this.ask();
      if (wait === ASK) this.expect(name, 2 * wait);
      else if (name === this.#chosenName) this.#forgetChosen(); // or a later session would be sent it
    }, wait);
  }

  /** @param {string} text  nothing hides the notice @param {boolean} [offers] */
  say(text, offers = false) {
    clearTimeout(this.#late);
    this.#bringInSight();
    this.notice.hidden = !text;
    this.open.hidden = !offers;
    this.alone.hidden = !text || text !== this.problem;
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
    if (this.problem) return this.say(this.problem);
    this.say(READING);
    try {
      await examine(file, this.maxBytes);
    } catch (problem) {
      if (!(problem instanceof UnreadableImage)) throw problem;
      return this.say(problem.message);
    }
    this.kept.finish();
    this.#forgetChosen();
    this.#waiting = [{ file, isGivenBack: false }];
    this.#send();
    if (silence.isLost) this.say(LATER);
  }

  /** Another field has come in the place of the one that was sending: with that the file is gone. */
  #sendAgain() {
    if (this.#waiting.length && document.querySelector(FIELD) !== this.#field) this.#send();
  }

  /** The connection is back: if a file is under way, it may be lost. A server that has lost the session says so before. */
  #sendSoon() {
    if (!this.#waiting.length) return;
    if (this.text.textContent === LATER) this.say(READING);
    clearTimeout(this.#late);
    clearTimeout(this.#unsent);
    this.#late = setTimeout(() => this.#send(), AFTERWARDS);
  }

  /** Send the first file that waits; without a field it waits for one. */
  #send() {
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.say(IS_LATE), PATIENCE);
    this.#give(ASK);
  }

  /**
   * Give the field the first file that waits. The field asks the server for an address, and Streamlit throws the answer away
   * when a run begins in the same instant. So it is given once more until it sends.
   * @param {number} wait  for how many ms it may ask; each time twice as long
   */
  #give(wait) {
    clearTimeout(this.#unsent);
    const field = /** @type {HTMLInputElement|null} */ (document.querySelector(FIELD));
    this.#field = field;
    if (!field || !this.#waiting.length) return;
    this.#unsent = setTimeout(() => this.#give(2 * wait), wait);
    const transfer = new DataTransfer();
    transfer.items.add(this.#waiting[0].file);
    field.files = transfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Whether a file is one that was chosen: to send it, Streamlit's page makes another object. @param {File} one @param {File} other */
const isSame = (one, other) => one.name === other.name && one.size === other.size;

/**
 * Say what the server has forgotten, and what has become of it.
 * @param {import("../page/kept.js").Holding} lost @param {boolean} isComplete  whether all files are there
 * @param {number} seconds  that it has waited for in vain; 0 if it has not
 */
function sentence({ files, pinned }, isComplete, seconds) {
  const hasFiles = Object.keys(files).length > 0;
  const what = [hasFiles && "your picture", pinned && "view A"].filter(Boolean).join(" and ");
  const time = seconds ? ` for more than ${seconds < 120 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} minutes`}` : "";
  const end = isComplete ? `This page has given ${hasFiles && pinned ? "them" : "it"} back.` : "Choose your picture again.";
  return `The connection was lost${time}, and the server had forgotten ${what}. ${end}`;
}
