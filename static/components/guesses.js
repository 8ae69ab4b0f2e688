// What was guessed in the lessons, kept in the tab: a reload of the page begins a session that knows nothing of it.

import { storageOfTab } from "../page/reload.js";
import { unpack } from "../page/unpack.js";

const KEY = "explorer-guesses";

/** Called by Streamlit at first and with each change of the guesses. */
export function mount({ data, setStateValue }) {
  keepGuesses(unpack(data).header, storageOfTab(), (kept) => setStateValue("kept", kept));
}

/**
 * Keep the guesses of the session; a new session is given what it lacks.
 * @param {{guesses: Record<string, object>, isNew: boolean}} message
 * @param {Pick<Storage, "getItem"|"setItem">|null} storage  of this tab alone; null where nothing is kept
 * @param {(kept: object) => void} give
 */
export function keepGuesses({ guesses, isNew }, storage, give) {
  if (!storage) return;
  const kept = isNew ? read(storage) : {};
  storage.setItem(KEY, JSON.stringify({ ...kept, ...guesses }));
  if (Object.keys(kept).some((address) => !(address in guesses))) give(kept);
}

/**
 * Keep one guess at once: the page may be reloaded before the session answers.
 * @param {string} address  of the lesson @param {object} guess
 * @param {Pick<Storage, "getItem"|"setItem">|null} storage
 */
export function keepGuess(address, guess, storage = storageOfTab()) {
  storage?.setItem(KEY, JSON.stringify({ ...read(storage), [address]: guess }));
}

/** @type {(storage: Pick<Storage, "getItem">) => Record<string, object>} */
const read = (storage) => JSON.parse(storage.getItem(KEY) ?? "{}");
