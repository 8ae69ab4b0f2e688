// Why the visitor's own picture is not here. Whoever answers the page knows only that it is not.

import { DESCRIPTIONS, YOUR_PICTURE } from "../core/catalog.js";

const INSTEAD = "Another one is shown. Choose yours again, or one from the gallery.";
const RELOADED = `Your picture is not here any more: this page kept it while it was open, and then it was loaded again. ${INSTEAD}`;
const FORGOTTEN =
  "Your picture is not here: the connection was lost, and the server has forgotten it. " +
  "Another one is shown until this page has given yours back, or you choose one.";
const OLDER = `This picture of yours is not here any more: only your last ones are kept. ${INSTEAD}`;

export class Absence {
  /** Whether this tab has had a picture before its page was loaded. */
  wasHere = false;
  #hadOne = false;
  #isLost = false;
  #session = "";

  /** Whether this tab has had a picture of the visitor's own. */
  get isKnown() {
    return this.#hadOne || this.wasHere;
  }

  /**
   * Say of a picture that is missing why it is; leave everything else as it is said.
   * @param {string} said  of the picture @param {Pick<import("./owner.js").Answer, "session"|"upload"|"settings">} answer
   */
  explain(said, { session, upload = 0, settings: { picture } }) {
    if (this.#hadOne && session !== this.#session) this.#isLost = true;
    this.#session = session;
    if (upload) this.#hadOne = true;
    if (said.startsWith(DESCRIPTIONS.MISSING)) return said.replace(DESCRIPTIONS.MISSING, this.#reason(upload));
    if (picture === YOUR_PICTURE) this.#isLost = false; // it is here
    return said;
  }

  /** @param {number} upload */
  #reason(upload) {
    if (this.#isLost) return FORGOTTEN;
    if (this.#hadOne && upload) return OLDER;
    return this.wasHere ? RELOADED : DESCRIPTIONS.MISSING;
  }
}

/** Whether a description says that the visitor's own picture is missing, and why. @param {string} said */
export const isOfMissing = (said) => [DESCRIPTIONS.MISSING, RELOADED, FORGOTTEN, OLDER].some((one) => said.startsWith(one));
