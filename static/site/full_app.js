// Stands on the page About of the site: the link to the full app opens the view that the explorer was left with in this tab.

try {
  const { kept } = JSON.parse(sessionStorage.getItem("explorer-view") ?? "{}"); // by static/standalone/standalone.js
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById("full-app"));
  if (kept) link.search = new URLSearchParams(kept).toString();
} catch {
  // A browser that keeps nothing: the link leads to the start of the app.
}
