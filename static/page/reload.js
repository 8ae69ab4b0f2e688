// What stood on a page right before it was reloaded: the address, from which the page opens, may not have it yet.

const KEY = "explorer-pending";
const PICTURE = "explorer-picture";

/**
 * Keep something of a page in its tab when it goes, for when it comes back.
 *
 * A page that is reloaded lives on for a moment, and its address may become another one, but the one that is on its way is
 * that of when the visitor asked. So what is kept belongs to both. And WebKit may reload an address that the page has left
 * already: after a reload, what is kept belongs to any.
 * @template T
 * @param {string} key @param {() => T|null} what  to keep; null for nothing
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage  of this tab alone
 * @param {{href: string}} place @param {boolean} isReloaded  whether this page has come by a reload
 * @returns {() => T|null} returns what the page with this address has kept, once; null if there is nothing
 */
export function keepInTab(key, what, page = window, storage = storageOfTab(), place = location, isReloaded = isReload()) {
  if (!storage) return () => null;
  let asked = "";
  page.addEventListener("beforeunload", () => (asked = place.href));
  page.addEventListener("pagehide", () => {
    const kept = what();
    if (kept) storage.setItem(key, JSON.stringify({ addresses: [asked, place.href], kept }));
  });
  return () => {
    const { addresses = [], kept } = JSON.parse(storage.getItem(key) ?? "{}");
    storage.removeItem(key);
    return isReloaded || addresses.includes(place.href) ? kept ?? null : null;
  };
}

/** Whether the page has come by a reload, and not by a link. */
function isReload() {
  const [navigation] = performance.getEntriesByType("navigation");
  return /** @type {PerformanceNavigationTiming|undefined} */ (navigation)?.type === "reload";
}

/**
 * Keep what Python does not have for good when the page goes, and make the changes again if it comes back.
 *
 * Python may confirm a change while the page is on its way. So what counts is what was pending when the visitor asked, and
 * what has been changed since.
 * @param {EventTarget & {owner: {pending: object, settings: object}, commit: (patch: any) => void}} model
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage @param {{href: string}} place
 */
export function keepOverReload(model, page = window, storage = storageOfTab(), place = location) {
  const { owner } = model;
  let asked = /** @type {string[]} */ ([]);
  page.addEventListener("beforeunload", () => (asked = Object.keys(owner.pending)));
  const pending = () => {
    const names = [...asked, ...Object.keys(owner.pending)];
    return names.length ? Object.fromEntries(names.map((name) => [name, owner.settings[name]])) : null;
  };
  const kept = keepInTab(KEY, pending, page, storage, place);
  const restore = () => {
    const changes = kept();
    if (changes) model.commit(changes);
  };
  model.addEventListener("receive", restore, { once: true });
}

/**
 * Keep over a reload that the page had a picture of the visitor's own, and not the picture: a tab that was closed can be
 * opened again, perhaps by another person at the same computer.
 * @param {import("../model/absence.js").Absence} absence
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage @param {{href: string}} place
 */
export function rememberPicture(absence, page = window, storage = storageOfTab(), place = location) {
  absence.wasHere = notePicture(() => absence.isKnown, page, storage, place)() === true;
}

/**
 * Keep the same, also from a page beside the explorer.
 * @param {() => boolean} isKnown  whether this tab has had a picture
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage @param {{href: string}} place
 */
export const notePicture = (isKnown, page = window, storage = storageOfTab(), place = location) =>
  keepInTab(PICTURE, () => isKnown() || null, page, storage, place);

/** Null where the visitor's browser keeps nothing. @returns {Storage|null} */
export function storageOfTab() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
