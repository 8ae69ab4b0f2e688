// What is no news although it is another one: what a server has forgotten with a lost session, and what the page gives back.

/** What an answer tells of a view, by names. @typedef {Record<string, unknown>} Told */

export class Forgotten {
  #session = "";
  /** @type {Told} */
  #told = {};
  /** What was told before the session was lost, and what is told instead. @type {Map<string, {was: unknown, is: unknown}>} */
  #lost = new Map();

  /** Whether something is not back yet. */
  get isAny() {
    return this.#lost.size > 0;
  }

  /** Take what an answer tells. @param {string} session  its token: another one is another session @param {Told} told */
  receive(session, told) {
    if (this.#session && session !== this.#session) this.#lose(told);
    this.#session = session;
    this.#told = told;
  }

  /** @param {Told} told  by the first answer of another session */
  #lose(told) {
    for (const [name, is] of Object.entries(told)) {
      const was = this.#lost.has(name) ? this.#lost.get(name).was : this.#told[name];
      if (!isSame(was, is)) this.#lost.set(name, { was, is });
    }
  }

  /**
   * Find what to compare a view with: what was said of it, where the forgotten and what is back are as they are now. What is
   * neither is the visitor's: it is compared with what stood there instead of the forgotten.
   * @template {Told} Heard
   * @param {Heard} said @param {Heard} now
   * @returns {Heard}
   */
  baseline(said, now) {
    const changed = /** @type {Told} */ ({});
    for (const [name, { was, is }] of this.#lost) {
      const isMissing = isSame(now[name], is);
      changed[name] = isMissing || isSame(now[name], was) ? now[name] : is;
      if (!isMissing) this.#lost.delete(name);
    }
    return { ...said, ...changed };
  }
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
