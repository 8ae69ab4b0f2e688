// Says changes to who hears the page, by a live region: each once, when the hand rests.

import { write } from "./elements.js";

/** After so many ms without another change the hand rests. */
export const REST = 500;

export class Announcer {
  #timer = 0;
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

  /** Something has changed: what was said is no longer true, and what is new will be said. */
  changed() {
    write(this.region, "");
    this.#isDue = true;
    this.again();
  }

  /** What is new may be known now. */
  again() {
    if (!this.#isDue) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), REST);
  }

  /** Say nothing any more. */
  close() {
    clearTimeout(this.#timer);
    this.#isDue = false;
  }

  #say() {
    const said = this.tell();
    if (said === null) return;
    this.#isDue = false;
    write(this.region, said);
  }
}
