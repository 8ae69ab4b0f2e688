// What was guessed in the lessons, kept in the tab: a reload of the page begins a session that knows nothing of it.

import { storageOfTab } from "../page/reload.js";
import { unpack } from "../page/unpack.js";

const KEY = "explorer-guesses";
/** What is chosen and counted before the answer is revealed. */
const DRAFTS = "explorer-drafts";
/** Set from when the tab has forgotten all until the session has. */
const FORGOTTEN = "explorer-forgotten";

/** What was given to a session that has not said so after so many ms, as when a server ends then, is given again. */
const AGAIN = 4_000;

/** How many answers were revealed in the message before; null before the first. @type {number|null} */
let revealed = null;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let again;

/** Called by Streamlit at first, with each change of the guesses, and by each session, when all of the page is drawn. */
export function mount({ data, setStateValue }) {
  const { header } = unpack(data);
  if (revealed === null) beginSession();
  clearTimeout(again);
  const give = (/** @type {object} */ kept) => {
    setStateValue("kept", kept);
    again = setTimeout(give, AGAIN, kept);
  };
  keepGuesses(header, storageOfTab(), give);
  const count = Object.keys(header.guesses).length;
  if (revealed !== null && count === revealed + 1) focusHeading();
  revealed = count;
}

/** After an answer is revealed, go on with the keys from its top: the button that had the focus is gone. */
function focusHeading() {
  const heading = document.querySelector("h1");
  if (!heading || !document.activeElement?.contains(heading)) return; // the visitor is elsewhere already
  heading.tabIndex = -1;
  heading.style.outline = "none"; // nothing can be done with it
  heading.focus({ preventScroll: true });
}

/** What a tab keeps. @typedef {Pick<Storage, "getItem"|"setItem">} Kept */

/**
 * Keep the guesses of the session; a new session is given what it lacks.
 * @param {{guesses: Record<string, object>, isNew: boolean}} message
 * @param {Kept|null} storage  of this tab alone; null where nothing is kept
 * @param {(kept: object) => void} give
 */
export function keepGuesses({ guesses, isNew }, storage, give) {
  if (!storage) return;
  const isEmpty = !Object.keys(guesses).length;
  if (isEmpty && !isNew) storage.setItem(FORGOTTEN, "");
  else if (storage.getItem(FORGOTTEN)) return; // of a run that had begun before
  const kept = isNew ? read(storage, KEY) : {};
  if (!isNew && isEmpty) storage.setItem(DRAFTS, "{}"); // all was forgotten
  storage.setItem(KEY, JSON.stringify({ ...kept, ...guesses }));
  if (Object.keys(kept).some((address) => !(address in guesses))) give(kept);
}

/**
 * Keep one guess at once: the page may be reloaded before the session answers.
 * @param {string} address  of the lesson @param {object} guess @param {Kept|null} storage
 */
export function keepGuess(address, guess, storage = storageOfTab()) {
  add(storage, KEY, address, guess);
  add(storage, DRAFTS, address, undefined);
}

/** Keep what is chosen and counted so far. @param {string} address @param {object} draft @param {Kept|null} storage */
export function keepDraft(address, draft, storage = storageOfTab()) {
  add(storage, DRAFTS, address, draft);
}

/** A page that has been loaded has a session of its own: nothing of the one before is on its way to it. @param {Kept|null} storage */
export function beginSession(storage = storageOfTab()) {
  storage?.setItem(FORGOTTEN, "");
}

/** Forget all at once: the page may be reloaded before the session does the same. @param {Kept|null} storage */
export function forgetGuesses(storage = storageOfTab()) {
  for (const key of [KEY, DRAFTS]) storage?.setItem(key, "{}");
  storage?.setItem(FORGOTTEN, "yes");
}

/** What was chosen and counted before the page was left. @param {string} address @param {Kept|null} storage */
export function draftOf(address, storage = storageOfTab()) {
  return (storage && read(storage, DRAFTS)[address]) ?? null;
}

/** @type {(storage: Kept|null, key: string, address: string, value: object|undefined) => void} */
function add(storage, key, address, value) {
  storage?.setItem(key, JSON.stringify({ ...read(storage, key), [address]: value }));
}

/** @type {(storage: Kept, key: string) => Record<string, any>} */
const read = (storage, key) => JSON.parse(storage.getItem(key) ?? "{}");
