// What was changed right before the page was reloaded: the address, from which the page opens, may not have it yet.

const KEY = "explorer-pending";

/**
 * Keep what Python does not have for good when the page goes, and make the changes again if it comes back.
 * @param {EventTarget & {owner: {pending: object}, commit: (patch: any) => void}} model
 * @param {EventTarget} page @param {Pick<Storage, "getItem"|"setItem"|"removeItem">|null} storage  of this tab alone
 * @param {{href: string}} place
 */
export function keepOverReload(model, page = window, storage = ofThisTab(), place = location) {
  if (!storage) return;
  page.addEventListener("pagehide", () => {
    const { pending } = model.owner;
    if (Object.keys(pending).length) storage.setItem(KEY, JSON.stringify({ address: place.href, pending }));
  });
  const restore = () => {
    const { address, pending } = JSON.parse(storage.getItem(KEY) ?? "{}");
    storage.removeItem(KEY);
    if (address === place.href) model.commit(pending);
  };
  model.addEventListener("receive", restore, { once: true });
}

/** Null where the visitor's browser keeps nothing. @returns {Storage|null} */
function ofThisTab() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
