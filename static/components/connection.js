// Asks for the whole page when the server is there again. A server that has begun anew does not know the parts
// of the page that the browser still shows, and would leave every change of theirs without an answer.

/** Called by Streamlit; there is nothing to show. */
export function mount({ setStateValue }) {
  const app = /** @type {HTMLElement} */ (document.querySelector("[data-testid=stApp]"));
  let isLost = false;
  const observer = new MutationObserver(() => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    if (isLost && isConnected) setStateValue("returned", Date.now());
    isLost = !isConnected;
  });
  observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
  return () => observer.disconnect();
}
