// Finds that the page has its connection with one replica, and that its files are asked for at another: the cookie of the proxy
// names one for all tabs, and two that lose their replica at once may be given to different ones. Then no download would work.

/** The status of an answer where there is no such file. */
const MISSING = 404;
/** The address of a file that the server has for its visitor. */
const FILE = /\/media\/[0-9a-f]+\./;

export class Astray {
  #session = "";
  /** Whether the session is not the first one, and no file of it has been missed yet. */
  #isLooking = false;

  /** @param {() => void} renew  makes another connection, which leads where the files are asked for */
  constructor(renew) {
    this.renew = renew;
  }

  /** The server has told the name of the session. @param {string} session */
  told(session) {
    if (session === this.#session) return;
    this.#isLooking = this.#session !== "";
    this.#session = session;
  }

  /** A file was not there. Of an older run none is, whichever replica is asked: so each session is given up only once. */
  missed() {
    if (!this.#isLooking) return;
    this.#isLooking = false;
    this.renew();
  }

  /**
   * Have it told of files that are not there: Streamlit's page looks for each when it draws its button.
   * @param {{fetch: typeof fetch}} scope
   */
  follow(scope) {
    const { fetch } = scope;
    scope.fetch = async (asked, ...others) => {
      const answer = await fetch.call(scope, asked, ...others);
      const address = asked instanceof Request ? asked.url : String(asked);
      if (answer.status === MISSING && FILE.test(address)) this.missed();
      return answer;
    };
  }
}
