// Says changes to who hears the page, by a live region: each once, when the hand rests.

import { Rest } from "./rest.js";
import { Voice } from "./voice.js";

export class Announcer {
  #rest = new Rest(() => this.#say());
  /** What was noticed last. */
  #known = "";
  /** Whether something has changed that is not said yet. */
  #isDue = false;

  /**
   * @param {HTMLElement} region  a live region of its own: what it holds is spoken
   * @param {() => string|null} tell  called when the hand rests; returns what is new since the last time, "" for nothing;
   *     null if that is not known yet: `again` then asks once more
   */
  constructor(region, tell) {
    this.tell = tell;
    this.voice = new Voice(region);
  }

  /**
   * Take what may have changed, as a text: another one than before is a change. The first is none, for it stood on the page.
   * @param {string} known
   */
  notice(known) {
    const isChange = this.#known !== "" && known !== this.#known;
    this.#known = known;
    if (isChange) this.changed();
    else this.again();
  }

  /** Something has changed: what was said is no longer true, and what is new will be said. */
  changed() {
    this.voice.say("");
    this.#isDue = true;
    this.again();
  }

  /** What is new may be known now. */
  again() {
    if (this.#isDue) this.#rest.ask();
  }

  /** Say nothing any more. */
  close() {
    this.#rest.close();
    this.voice.close();
    this.#isDue = false;
  }

  #say() {
    const said = this.tell();
    if (said === null) return;
    this.#isDue = false;
    this.voice.say(said);
  }
}
