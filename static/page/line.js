// Finds a line that is dead without a word: what is sent gets no answer, and nobody tells the browser that the connection is
// gone, as when a laptop has changed its network, or a router has forgotten the connection.

/** So many ms without any word after something was sent are too long: the server says at once that it has begun to work. */
const LIMIT = 30_000;

/** A connection. @typedef {Pick<WebSocket, "addEventListener"|"close">} Socket */

export class Line {
  #clock;
  /** @type {Socket|null} */
  #socket = null;
  /** When the first thing was sent that has no answer yet. @type {number|null} */
  #since = null;
  /** When something came last, by the clock. */
  heard = -Infinity;

  /** @param {() => number} [clock] in ms; of the day, for others stand still while a computer sleeps */
  constructor(clock = Date.now) {
    this.#clock = clock;
  }

  /** Something is sent. @param {Socket} socket */
  sent(socket) {
    if (socket !== this.#socket) {
      this.#socket = socket;
      this.#since = null;
      const settle = () => socket === this.#socket && (this.#since = null);
      for (const event of ["message", "close"]) socket.addEventListener(event, settle);
      socket.addEventListener("message", () => (this.heard = this.#clock()));
    }
    this.#since ??= this.#clock();
  }

  /** What waits for a word of the server: null for nothing, or a text that is another one for what is sent later. */
  get waiting() {
    return this.#since === null ? null : String(this.#since);
  }

  /** Close the connection if it is dead: Streamlit's page then makes another one, to the same session. */
  look() {
    if (this.#since !== null && this.#clock() - this.#since >= LIMIT) this.renew();
  }

  /** Close the connection, so that Streamlit's page makes another one. */
  renew() {
    this.#since = null;
    this.#socket?.close();
  }
}

/** That of this page. */
export const line = new Line();

/** Have a line told of all that is sent. @param {{send: (message: any) => void}} prototype  of all connections @param {Line} line */
export function followLine(prototype, line) {
  const { send } = prototype;
  prototype.send = function (message) {
    line.sent(/** @type {any} */ (this));
    return send.call(this, message);
  };
}
