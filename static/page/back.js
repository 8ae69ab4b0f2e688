// Goes back once more when the connection is there again: Back and Forward are told to the server, and a line that is dead
// swallows what it is told.

/** So many ms after the connection is there again: Streamlit asks for a run then, too, in which the server writes its address. */
export const PAUSE = 1_500;
/** What the visitor does meanwhile counts. */
const ACTS = ["popstate", "pointerdown", "keydown", "click"];

export class Back {
  /** The address that Back or Forward has led to, until the visitor has done something else, and when. */
  #gone = "";
  #since = 0;

  /** @param {EventTarget} page @param {{href: string}} place @param {Pick<History, "back">} history @param {() => number} clock  that of the line */
  constructor(page = window, place = location, history = window.history, clock = Date.now) {
    Object.assign(this, { page, place, history });
    for (const act of ACTS) page.addEventListener(act, () => (this.#gone = ""), { capture: true });
    page.addEventListener("popstate", () => ([this.#gone, this.#since] = [place.href, clock()]));
  }

  /** The connection is there again. @param {number} heard  when something came last through the one before */
  returned(heard) {
    if (heard > this.#since || !this.#gone) return;
    setTimeout(() => this.#again(), PAUSE);
  }

  #again() {
    if (this.#gone && this.#gone === this.place.href) this.page.dispatchEvent(new Event("popstate"));
    else if (this.#gone) this.history.back(); // from the address that the server has written
  }
}
