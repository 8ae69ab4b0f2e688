// The service worker of the site: keeps a copy of its files, so that its pages open without a network. A build is kept and
// shown as a whole: a new one waits until no page of the old one is open. explorer/site/offline.py fills in the build.

/** The name of each file, with the digest of its content that `fetch` compares. @type {Record<string, string>} */
const FILES = $files;

/** Every cache of this folder's site begins with this; other pages of the same host keep caches, too. */
const OURS = `relu-explorer ${self.registration.scope} `;
const CACHE = OURS + "$digest";

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(answer(name, event.request));
});

/** Keep all files of this build; fails, and is tried again at a later visit, while the server has other ones. */
async function keepFiles() {
  const cache = await caches.open(CACHE);
  const keep = async ([name, integrity]) => {
    const response = await fetch(name, { cache: "no-cache", integrity });
    // Some hosts send a visitor on from about.html to about. A browser shows no page from a copy that says so.
    await cache.put(name, response.redirected ? new Response(response.body, response) : response);
  };
  await Promise.all(Object.entries(FILES).map(keep));
}

/** Delete the copies of older builds, which no page shows any more, and answer for the pages that are open. */
async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Name the file that a request asks for; undefined if it is none of ours. @param {Request} request */
function nameOf({ method, url }) {
  const { origin, pathname } = new URL(url);
  const place = origin + pathname; // the query names a view, and the view is made in the browser
  if (method !== "GET" || !place.startsWith(self.registration.scope)) return undefined;
  const name = place.slice(self.registration.scope.length) || "index.html";
  return [name, `${name}.html`].find((file) => Object.hasOwn(FILES, file));
}

/** Answer from the copy; from the network if the browser has thrown the copy away. @type {(name: string, request: Request) => Promise<Response>} */
async function answer(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}
