// When the page says that its server is slow, or away.

/** A visitor waits for so many ms before the page says why. */
export const PATIENCE = 3_000;

/**
 * What the page waits for: each is null for nothing, or a text that is another one as soon as the server has done something.
 * `connection` is the lost one, `change` what is reported and not confirmed, `drawing` a page of which something is on its way,
 * `word` what is sent, as the click on a link to another page, without any sign that the server has begun with it.
 * @typedef {{connection: string|null, change: string|null, drawing: string|null, word: string|null}} Outstanding
 */

/** A part of the page that goes on without the server. @typedef {{reporter: {isUnanswered: boolean}, owner: {session: string, seen: number}, goesOn: string}} Part */

export class Slowness {
  /** Since when each is waited for. @type {Map<string, {what: string, since: number}>} */
  #waits = new Map();
  /** The parts that are on the page. @type {Set<Part>} */
  #parts = new Set();

  /** @param {() => number} [clock] in ms */
  constructor(clock = () => performance.now()) {
    this.clock = clock;
  }

  /** A part has come to the page. @param {Part} part */
  join(part) {
    this.#parts.add(part);
  }

  /** A part has left the page: nobody waits for its answer. @param {Part} part */
  leave(part) {
    this.#parts.delete(part);
  }

  /**
   * Look at the page: every half second.
   * @param {boolean} isConnected @param {boolean} isDrawing  whether the server has begun to draw the page, and not all is there
   * @param {string|null} [word]  what was sent, as in `Outstanding`
   * @returns {string} what has to be said; "" as long as nothing takes long
   */
  look(isConnected, isDrawing, word = null) {
    const [connection, drawing] = [isConnected ? null : "lost", isDrawing ? "begun" : null];
    this.#note({ connection, change: this.#unconfirmed(), drawing, word });
    const late = ["connection", "change", "drawing", "word"].find((kind) => this.#lasts(kind));
    return late ? sentence(late === "connection", this.#goesOn()) : "";
  }

  /** @param {Outstanding} outstanding */
  #note(outstanding) {
    for (const [kind, what] of Object.entries(outstanding)) {
      if (what === null) this.#waits.delete(kind);
      else if (this.#waits.get(kind)?.what !== what) this.#waits.set(kind, { what, since: this.clock() });
    }
  }

  /** @param {string} kind */
  #lasts(kind) {
    const wait = this.#waits.get(kind);
    return wait !== undefined && this.clock() - wait.since >= PATIENCE;
  }

  /** The last answers to the parts that wait for another one. */
  #unconfirmed() {
    const waiting = [...this.#parts].filter(({ reporter }) => reporter.isUnanswered);
    return waiting.length ? waiting.map(({ owner }) => `${owner.session} ${owner.seen}`).join() : null;
  }

  #goesOn() {
    return [...this.#parts].map(({ goesOn }) => goesOn).find(Boolean) ?? "";
  }
}

/** @param {boolean} isLost @param {string} goesOn */
function sentence(isLost, goesOn) {
  if (isLost) return `The connection to the server is lost. ${goesOn || "The page tries again by itself."}`;
  return `The server is slow to answer. ${goesOn || "Please wait."}`;
}

/** That of this page. */
export const slowness = new Slowness();
