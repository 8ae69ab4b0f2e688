// Notices an address that Python has not written: Back, right after a change, goes past what is still on its way, and
// an address that a run has written is lost with the run.

import { line } from "./line.js";

/** So many ms after the last answer, or after Back and Forward, the address has to be right. */
export const PATIENCE = 1_000;
/** It is asked for so many times at most, until it has been right again. */
export const TIMES = 5;
/** Parameters that Streamlit keeps to itself. */
export const ITS_OWN = ["embed", "embed_options"];

/**
 * Have the address written anew if it stays another one than Python believes. Nothing is asked for before the server has said
 * a word: Streamlit makes one run of Back and of what comes after it, and that run is not told of Back.
 * @param {EventTarget & {reporter: import("../model/reporter.js").Reporter, query: string}} model
 * @param {() => void} ask  for another run of the page @param {{search: string}} place @param {EventTarget} page
 * @param {{waiting: string|null}} server  what waits for its word, as in `Line`
 */
export function watchAddress(model, ask, place = location, page = window, server = line) {
  let timer = 0;
  let asked = 0;
  /** The address when the wait began. */
  let before = "";
  const check = () => {
    const { reporter } = model;
    if (!reporter.send || reporter.isLeaving() || !reporter.isSettled) return;
    if (place.search !== before) return; // Python has written it, and the answer that says so is on its way
    if (server.waiting !== null) return wait();
    const isRight = parameters(model.query) === parameters(place.search);
    if (!isRight && asked < TIMES) ask();
    asked = isRight ? 0 : asked + 1;
  };
  const wait = () => {
    clearTimeout(timer);
    before = place.search;
    timer = setTimeout(check, PATIENCE);
  };
  model.addEventListener("receive", wait);
  page.addEventListener("popstate", wait);
}

/** The parameters in one order and one spelling. @param {string} query */
function parameters(query) {
  const found = new URLSearchParams(query);
  for (const name of ITS_OWN) found.delete(name);
  found.sort();
  return String(found);
}

/**
 * Open a view that stands after the "#", as in a link of the page without a server: Python reads what stands after a "?".
 * @param {Pick<Location, "hash"|"replace">} place @param {EventTarget} page
 */
export function followHash(place = location, page = window) {
  const follow = () => place.hash.includes("=") && place.replace(`?${place.hash.slice(1)}`);
  page.addEventListener("hashchange", follow);
  follow();
}
