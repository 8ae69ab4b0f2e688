// What was changed right before the page was reloaded: the address, from which the page opens, may not have it yet.

const KEY = "explorer-pending";

/**
 * Keep what Python does not have for good when the page goes, and make the changes again if it comes back.
 *
 * A page that is reloaded lives until the server's answer comes. Python may confirm a change meanwhile and write it to
 * the address, but the address that is on its way is the one of before. So what counts is what was pending when the
 * visitor asked, and what has been changed since.
 * @param {EventTarget & {owner: {pending: object, settings: object}, commit: (patch: any) => void}} model
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage  of this tab alone
 * @param {{href: string}} place
 */
export function keepOverReload(model, page = window, storage = ofThisTab(), place = location) {
  if (!storage) return;
  const { owner } = model;
  let asked = { address: "", names: /** @type {string[]} */ ([]) };
  page.addEventListener("beforeunload", () => {
    asked = { address: place.href, names: Object.keys(owner.pending) };
  });
  page.addEventListener("pagehide", () => {
    const names = [...asked.names, ...Object.keys(owner.pending)];
    const pending = Object.fromEntries(names.map((name) => [name, owner.settings[name]]));
    if (names.length) storage.setItem(KEY, JSON.stringify({ addresses: [asked.address, place.href], pending }));
  });
  const restore = () => {
    const { addresses = [], pending } = JSON.parse(storage.getItem(KEY) ?? "{}");
    storage.removeItem(KEY);
    if (addresses.includes(place.href)) model.commit(pending);
  };
  model.addEventListener("receive", restore, { once: true });
}

/** Null where the visitor's browser keeps nothing. @returns {Storage|null} */
export function ofThisTab() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
