// Notices that the visitor has asked for another page of the app. A report that reaches Streamlit after that, or that it
// has not sent before, makes it forget the other page.

/** A page that has not come so many ms after the click on its link does not come any more. */
export const PATIENCE = 5_000;
/** A link that is pressed is clicked within so many ms. */
export const PRESS = 1_000;

/**
 * Tell whether another page of the app is on its way.
 * @param {EventTarget} page  where the clicks arrive
 * @param {{pathname: string, origin: string}} place  the address, as it changes
 * @returns {{isUnderWay: () => boolean, stop: () => void}}
 */
export function noticeDeparture(page, place = location) {
  const { pathname } = place;
  const listening = new AbortController();
  let until = -Infinity;
  for (const [kind, wait] of /** @type {[string, number][]} */ ([["pointerdown", PRESS], ["click", PATIENCE]])) {
    const onPress = (event) => {
      if (leadsAway(event, place)) until = performance.now() + wait;
    };
    page.addEventListener(kind, onPress, { capture: true, signal: listening.signal });
  }
  return {
    isUnderWay: () => place.pathname !== pathname || performance.now() < until,
    stop: () => listening.abort(),
  };
}

/** Whether a click opens another page of the app, which Streamlit does in the place of this one, with Ctrl too. */
function leadsAway({ target, button }, { pathname, origin }) {
  const link = /** @type {HTMLAnchorElement|null} */ (/** @type {Element} */ (target).closest("a[href]"));
  if (!link || button || link.target === "_blank" || link.download) return false;
  return link.origin === origin && link.pathname !== pathname;
}
