// Asks for the whole page when the server is there again. A server that has begun anew does not know the parts
// of the page that the browser still shows, and would leave every change of theirs without an answer.

import { unpack } from "../page/unpack.js";

/** Called by Streamlit; there is nothing to show. */
export function mount({ data, setStateValue }) {
  const { app: selector, attribute, value } = unpack(data).header;
  const app = document.querySelector(selector);
  if (!app) return () => {}; // Streamlit has changed: a visitor whose server was away reloads the page
  let isLost = false;
  const observer = new MutationObserver(() => {
    const isConnected = app.getAttribute(attribute) === value;
    if (isLost && isConnected) setStateValue("returned", Date.now());
    isLost = !isConnected;
  });
  observer.observe(app, { attributeFilter: [attribute] });
  return () => observer.disconnect();
}
