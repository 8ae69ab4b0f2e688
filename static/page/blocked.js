// Says what is wrong where Streamlit's page waits for ever: the network lets the page through, and not its connection. It stands
// in the page that `preview_app.py` serves, and runs before anything of Streamlit's.

const BLOCKED =
  "This page has arrived, but it cannot connect to its server. The network may block such connections (websockets), as those " +
  "of some schools do. Open the page in another network, for example through a phone, or ask for websockets to be allowed.";
const OTHERWISE = "Open the explorer without a server";
const STYLE =
  "position:fixed; inset:1rem 1rem auto; z-index:1; margin:auto; max-width:40rem; padding:1rem; border:2px solid; " +
  "background:Canvas; color:CanvasText; font:1rem/1.4 sans-serif";

/** It is looked at every so many ms. */
const LOOK = 3_000;
/** A page that is not connected after so many looks cannot connect. */
const LOOKS = 5;

/**
 * Where the connection is told, and where the site is; "" if there is none. `pages` are its files that show what pages of the app
 * show, by the ends of their paths, as JSON.
 * @typedef {{app: string, attribute: string, value: string, site: string, pages: string}} Places
 */

/**
 * Look until the page is connected for the first time, and say so if it is not.
 * @param {Places} places @param {Document} page @param {() => Promise<boolean>} isServed  whether the server answers otherwise
 * @returns {() => Promise<boolean>} looks once, and tells whether there is something to look for
 */
export function watchOpening({ app, attribute, value, site, pages }, page, isServed) {
  let looks = 0;
  /** @type {HTMLElement|null} */
  let notice = null;
  return async () => {
    if (page.querySelector(app)?.getAttribute(attribute) === value) {
      notice?.remove();
      return false;
    }
    looks += 1;
    if (looks < LOOKS || notice || !(await isServed())) return true; // without any server Streamlit says what is wrong
    notice = page.createElement("p");
    Object.assign(notice, { textContent: `${BLOCKED} `, lang: "en", role: "alert" });
    notice.setAttribute("style", STYLE);
    if (site) notice.append(Object.assign(page.createElement("a"), { href: siteAddress(site, JSON.parse(pages), page.location), textContent: OTHERWISE }));
    page.body.append(notice);
    return true;
  };
}

/**
 * The address of the same view in the site, or that of its start, as by explorer/ui/server/site.py.
 * @param {string} site @param {Record<string, string>} pages @param {Location} place
 */
function siteAddress(site, pages, { pathname, search }) {
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  const isOneFile = !site.endsWith("/");
  if (!(name in pages) || (isOneFile && name)) return site;
  const view = new URLSearchParams(search);
  for (const own of ["embed", "embed_options"]) view.delete(own);
  return `${site}${pages[name]}${view.size ? `#${view}` : ""}`;
}

/** Whether the server answers a request that needs no websocket. */
async function isServed() {
  try {
    return (await fetch("./_stcore/health")).ok;
  } catch {
    return false;
  }
}

/** Look every few seconds. @param {() => Promise<boolean>} look */
const follow = (look) => setTimeout(async () => (await look()) && follow(look), LOOK);

const tag = /** @type {HTMLElement|null} */ (globalThis.document?.querySelector("script[data-site]"));
if (tag) follow(watchOpening(/** @type {any} */ (tag.dataset), document, isServed));
