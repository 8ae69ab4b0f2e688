// What a page whose sentences come from Python says by itself: after a change, the first of them that is another one now.

import { Announcer } from "../page/announcer.js";

export class SpokenSentences {
  /** The sentences that have been said, or stood there at first, and those of now. @type {string[]|null} */
  #said = null;
  /** @type {string[]} */
  #now = [];
  /** What they are about. */
  #of = "";

  /** @param {HTMLElement} region  a live region of its own */
  constructor(region) {
    this.announcer = new Announcer(region, () => this.#tell());
  }

  close() {
    this.announcer.close();
  }

  /**
   * Take the sentences that stand on the page.
   * @param {string[]} sentences
   * @param {string} [of]  what they are about: another one is said elsewhere, and its sentences stand there at first
   */
  show(sentences, of = "") {
    if (of !== this.#of) this.#said = null;
    this.#of = of;
    this.#said ??= sentences;
    this.#now = sentences;
    this.announcer.notice(JSON.stringify(sentences));
  }

  #tell() {
    const news = this.#now.find((sentence) => !this.#said.includes(sentence));
    this.#said = this.#now;
    return news ?? "";
  }
}
