// Makes one step of the history of the way to another page. Streamlit writes the parameters of that page first and its name
// after that: Back would come to the page before with the parameters of the other. And what Python writes when a page has been
// opened belongs to the step that has opened it, also where it opens the page that a misspelt address means, or writes the
// parameters of the first address as they are spelt.

import { named } from "../core/spelling.js";

/** What a visitor changes a page with, or opens another one. */
const ACTS = ["pointerdown", "keydown", "click", "input", "change", "drop", "paste", "popstate"];

/**
 * Push no step that gives a plain page parameters, and none that only completes the address of a page just opened.
 * @param {Pick<History, "pushState"|"replaceState"|"back">} history
 * @param {{pathname: string, href: string}} place  where the browser is
 * @param {(name: string) => boolean} isPlain  whether the page with this name, the end of its path, has no parameters
 * @param {EventTarget} page  hears what its visitor does
 * @param {string} [opened]  the address that the document was opened with
 */
export function keepPlain(history, place, isPlain, page = window, opened = openedAddress()) {
  const push = history.pushState.bind(history);
  const isRewritten = opened !== place.href && opened.replace(/[?#].*$/s, "") === place.href.replace(/[?#].*$/s, "");
  let isJustOpened = !isRewritten;
  /** The address that was written last, and by no act of the visitor's since. */
  let written = "";
  /** Where the visitor has been until now. */
  let before = nameOf(place);
  page.addEventListener("popstate", () => {
    // The page opened with a misspelt address, before this module came, which is a step behind the right one.
    if (isMeant(nameOf(place), before) || (isRewritten && place.href === opened)) history.back();
    before = nameOf(place);
  });
  const forget = () => ([isJustOpened, written] = [false, ""]);
  for (const act of ACTS) page.addEventListener(act, forget, { capture: true });
  history.pushState = (state, unused, url) => {
    const to = new URL(String(url ?? ""), place.href);
    const isSamePage = to.pathname === place.pathname;
    if (to.search && isSamePage && isPlain(nameOf(place))) return;
    const isItsOwn = written === place.href && new URL(written).search === to.search && !isPlain(nameOf(to));
    const isOneStep = isSamePage ? isJustOpened : isItsOwn || isMeant(nameOf(place), nameOf(to));
    isJustOpened ||= !isSamePage;
    written = to.href;
    if (isOneStep) history.replaceState(state, unused, url);
    else push(state, unused, url);
    before = nameOf(place);
  };
}

const openedAddress = () => performance.getEntriesByType("navigation")[0]?.name ?? "";

/** @param {{pathname: string}} place */
const nameOf = ({ pathname }) => pathname.replace(/\/+$/, "").split("/").at(-1) ?? "";

/** Whether a name is another spelling of one. @type {(name: string, meant: string) => boolean} */
function isMeant(name, meant) {
  try {
    return name !== meant && meant !== "" && named(decodeURIComponent(name), [meant]) === meant;
  } catch {
    return false; // it is no text
  }
}
