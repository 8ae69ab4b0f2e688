// Notices an address that Python has not written: Back, right after a change, goes past what is still on its way.

/** So many ms after the last answer the address has to be right. */
export const PATIENCE = 1_000;
/** Parameters that Streamlit keeps to itself. */
const ITS_OWN = ["embed", "embed_options"];

/**
 * Have the address written anew if it stays another one than Python believes; once, until it has been right again.
 * @param {import("../model/model.js").Model} model @param {{search: string}} place
 */
export function watchAddress(model, place = location) {
  let timer = 0;
  let isAsked = false;
  model.addEventListener("receive", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { query, reporter } = model;
      if (!reporter.send || reporter.isLeaving() || !reporter.isSettled) return;
      const isRight = isSame(query, [...new URLSearchParams(place.search)].filter(([name]) => !ITS_OWN.includes(name)));
      if (!isRight && !isAsked) model.presenter.send?.("run");
      isAsked = !isRight;
    }, PATIENCE);
  });
}

/** Whether these are the same pairs, in any order. @type {(one: [string, string][], other: [string, string][]) => boolean} */
const isSame = (one, other) => String(one.map(String).sort()) === String(other.map(String).sort());
