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
      const { reporter } = model;
      if (!reporter.send || reporter.isLeaving() || !reporter.isSettled) return;
      const isRight = parameters(model.query) === parameters(place.search);
      if (!isRight && !isAsked) model.presenter.send?.("run");
      isAsked = !isRight;
    }, PATIENCE);
  });
}

/** The parameters in one order and one spelling. @param {string} query */
function parameters(query) {
  const found = new URLSearchParams(query);
  for (const name of ITS_OWN) found.delete(name);
  found.sort();
  return String(found);
}
