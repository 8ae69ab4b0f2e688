// Keeps the files that the page has sent to its server, in the memory of the page alone, and finds what is to be given back
// when the server has lost the session that held them.

/**
 * What a session holds: the number of the visitor's picture, view A, and by Streamlit's names for the files the pictures that
 * were read from each: number, frame, and what lies behind it.
 * @typedef {{session: string, upload: number, files: Record<string, [number, number, string][]>,
 *            pinned: {settings: object, upload: number}|null}} Holding
 */

/** Something is kept when it is sent. @typedef {Pick<XMLHttpRequest, "open"|"send"|"addEventListener"|"status">} Sender */

/**
 * Is told of each file when it is sent, and then that it has gone over, or has not, with the answer's status, 0 for no answer.
 * @typedef {{keep: (name: string, file: File) => void, expect: (name: string) => void,
 *            fail: (file: File, status: number) => void}} Keeper
 */

/** From this status on, an answer says that something was not taken. */
const REFUSED = 400;

export class Kept {
  /** The files by Streamlit's names, in the order in which they were sent. @type {Map<string, File>} */
  #files = new Map();
  /** What the last session held; a session that is given back counts as holding all of it. @type {Holding|null} */
  #holding = null;
  #isGivingBack = false;

  /** @param {string} name @param {File} file */
  keep(name, file) {
    this.#files.set(name, file);
  }

  /** The file that was sent under a name, if it is kept. @param {string} name */
  fileOf(name) {
    return this.#files.get(name);
  }

  /** Whether the session holds the file that was sent under a name. @param {string} name */
  isHeld(name) {
    return name in (this.#holding?.files ?? {});
  }

  /** Whether the session holds a picture of the visitor's own. */
  get hasPicture() {
    return Object.keys(this.#holding?.files ?? {}).length > 0;
  }

  /**
   * Take what the session holds.
   * @param {Holding} holding
   * @returns {Holding|null} what another session held before this one, which has nothing: to be given back until `finish`
   */
  compare(holding) {
    const before = this.#holding;
    const isAnother = before !== null && before.session !== holding.session;
    if (isAnother && !isEmpty(before) && (this.#isGivingBack || isEmpty(holding))) {
      this.#isGivingBack = true;
      this.#holding = { ...before, session: holding.session };
      return this.#holding;
    }
    if (!this.#isGivingBack) {
      this.#holding = holding;
      this.#forget(holding);
    }
    return null;
  }

  /** All has been given back. */
  finish() {
    this.#isGivingBack = false;
  }

  /** Forget the files that were sent before the last one that is held, and are not held. @param {Holding} holding */
  #forget({ files }) {
    const names = [...this.#files.keys()];
    const last = names.findLastIndex((name) => name in files);
    for (const name of names.slice(0, Math.max(0, last))) if (!(name in files)) this.#files.delete(name);
  }
}

/** @param {Holding} holding */
const isEmpty = ({ files, pinned }) => !Object.keys(files).length && !pinned;

/**
 * Have every file that goes to the server kept, whichever part of Streamlit's page sends it.
 * @param {Sender} sender  the prototype of all requests @param {string} place  what stands in the address before the names
 * @param {Keeper} keeper
 */
export function keepSentFiles(sender, place, keeper) {
  /** @type {WeakMap<object, string>} */
  const names = new WeakMap();
  const { open, send } = sender;
  sender.open = function (method, address, ...others) {
    const [, path] = String(address).split(place);
    if (method.toUpperCase() === "PUT" && path) names.set(this, path.split("/").at(-1));
    return open.call(this, method, address, ...others);
  };
  sender.send = function (body) {
    const name = names.get(this);
    const files = name && body instanceof FormData ? [...body.values()].filter((part) => part instanceof File) : [];
    for (const file of files) {
      keeper.keep(name, file);
      const answered = () => (this.status < REFUSED ? keeper.expect(name) : keeper.fail(file, this.status));
      this.addEventListener("load", answered, { once: true });
      this.addEventListener("error", () => keeper.fail(file, 0), { once: true });
    }
    return send.call(this, body);
  };
}
