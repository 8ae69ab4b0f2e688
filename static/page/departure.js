// Notices that the visitor has asked for another page of the app. A report that reaches Streamlit after that makes it
// forget the other page. So nothing is reported from then on, and the click waits for what has been reported before.

/** A page that has not come so many ms after the click on its link does not come any more. */
export const PATIENCE = 5_000;
/** Streamlit sends what it is told with a timer of 0 ms, which a browser may stretch to 4 ms. */
export const SENDING = 10;
/** A link that is pressed is clicked within so many ms. */
export const PRESS = 1_000;

/**
 * Tell whether another page of the app is on its way.
 * @param {EventTarget} page  where the clicks arrive
 * @param {{href: string, pathname: string, origin: string}} place  the address, as it changes
 * @returns {{isUnderWay: () => boolean, from: () => string, stop: () => void}} `from` is the address that a click has left
 */
export function noticeDeparture(page, place = location) {
  const { pathname } = place;
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const late = new WeakSet();
  let until = -Infinity;
  let from = "";
  page.addEventListener("pointerdown", (event) => {
    if (leadsAway(event, place)) until = performance.now() + PRESS;
  }, options);
  page.addEventListener("click", (event) => {
    if (late.has(event) || !leadsAway(event, place)) return;
    until = performance.now() + PATIENCE;
    from = place.href;
    event.preventDefault();
    event.stopImmediatePropagation();
    const again = new MouseEvent("click", /** @type {MouseEvent} */ (event));
    late.add(again);
    setTimeout(() => event.target.dispatchEvent(again), SENDING);
  }, options);
  return {
    isUnderWay: () => place.pathname !== pathname || performance.now() < until,
    from: () => from,
    stop: () => listening.abort(),
  };
}

/** Whether a click opens another page of the app, which Streamlit does in the place of this one, with Ctrl too. */
function leadsAway({ target, button }, { pathname, origin }) {
  const link = /** @type {HTMLAnchorElement|null} */ (/** @type {Element} */ (target).closest("a[href]"));
  if (!link || button || link.target === "_blank" || link.download) return false;
  return link.origin === origin && link.pathname !== pathname;
}
