// Reads what Python has written into a page that needs nothing but itself; the rest of it may still be on its way.

/** What the page holds under a name. @param {Document} page @param {string} name @returns {Promise<string>} */
export async function partOf(page, name) {
  const part = () => page.querySelector(`[data-part="${name}"]`);
  if (!part()?.nextSibling) await whole(page); // it is on its way, or has arrived in part
  return part().textContent;
}

/** Resolved when the page has arrived whole. @param {Document} page @returns {Promise<unknown>} */
export function whole(page) {
  if (page.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => page.addEventListener("DOMContentLoaded", resolve, { once: true }));
}
