// Speaks each text once to who hears the page, in the language that a browser has translated the page to.
//
// A translator changes what comes into a live region, and the region would speak a second time. So a text waits in a draft,
// which is not live, until it is translated. Then the region takes it, where no translator may change it.

import { write, writeAttribute } from "./elements.js";
import { hasWords } from "./words.js";

/** Stands in the draft at first. */
const SAMPLE = "Changes are said here.";
/** So many ms from one look at the draft to the next. */
const LOOK = 100;
/** A translator has so many looks; then the English is spoken. */
const LOOKS = 20;

export class Voice {
  #timer = 0;
  /** What was written into the draft. */
  #written = SAMPLE;
  /** Whether a translator is at work: it has translated a draft, and none was left as it is since. */
  #isTranslating = false;

  /** @param {HTMLElement} region  a live region that is not seen: what comes into it is spoken */
  constructor(region) {
    this.region = region;
    this.draft = /** @type {HTMLElement} */ (region.cloneNode());
    this.draft.removeAttribute("role");
    writeAttribute(this.draft, "aria-hidden", "true");
    writeAttribute(this.draft, "data-draft", "");
    write(this.draft, SAMPLE);
    region.after(this.draft);
  }

  /** Speak a text, in place of what was said or was to be said. @param {string} text  "" for nothing */
  say(text) {
    clearTimeout(this.#timer);
    this.#isTranslating ||= this.#isTranslated;
    if (!this.#isTranslating || !hasWords(text)) return this.#speak(text, "en");
    write(this.draft, text);
    this.#written = text;
    this.#await(LOOKS);
  }

  /** Say nothing any more. */
  close() {
    clearTimeout(this.#timer);
    this.draft.remove();
  }

  get #isTranslated() {
    return this.draft.textContent !== this.#written;
  }

  /** @param {number} looks  that are left */
  #await(looks) {
    if (this.#isTranslated) return this.#speak(this.draft.textContent, "");
    this.#isTranslating = looks > 0;
    if (this.#isTranslating) this.#timer = /** @type {any} */ (setTimeout(() => this.#await(looks - 1), LOOK));
    else this.#speak(this.#written, "en");
  }

  /** @param {string} text @param {string} lang  "" for that of the page */
  #speak(text, lang) {
    write(this.region, text);
    writeAttribute(this.region, "translate", "no");
    if (lang) writeAttribute(this.region, "lang", lang);
    else this.region.removeAttribute("lang");
  }
}
