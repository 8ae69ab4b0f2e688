// Says changes to who hears the page, by a live region: each once, when the hand rests.

import { write } from "./elements.js";
import { Rest } from "./rest.js";

export class Announcer {
  #rest = new Rest(() => this.#say());
  /** What was noticed last. */
  #known = "";
  /** Whether something has changed that is not said yet. */
  #isDue = false;

  /**
   * @param {Node} region  a live region of its own: what it holds is spoken
   * @param {() => string|null} tell  called when the hand rests; returns what is new since the last time, "" for nothing;
   *     null if that is not known yet: `again` then asks once more
   */
  constructor(region, tell) {
    Object.assign(this, { region, tell });
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
    write(this.region, "");
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
    this.#isDue = false;
  }

  #say() {
    const said = this.tell();
    if (said === null) return;
    this.#isDue = false;
    write(this.region, said);
  }
}
