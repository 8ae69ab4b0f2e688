import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const CODE = readFileSync(new URL("../../static/site/service-worker.js", import.meta.url), "utf8");
const FOLDER = "https://school.example/relu/";

/** A host: what it answers to each name, and what the browser keeps of it. */
function host(served) {
  const kept = new Map(); // name of a cache -> its files by name
  const caches = {
    keys: async () => [...kept.keys()],
    delete: async (name) => kept.delete(name),
    async open(name) {
      if (!kept.has(name)) kept.set(name, new Map());
      const files = kept.get(name);
      return { put: async (file, response) => files.set(file, response), match: async (file) => files.get(file)?.clone() };
    },
  };
  const asked = [];
  const fetch = async (what, options) => {
    asked.push([what.url ?? what, options]);
    const found = served[what] ?? new Response("from the network");
    if (options?.integrity && options.integrity !== served.digests?.[what]) throw new TypeError("another file");
    return found;
  };
  return { kept, caches, fetch, asked };
}

/** Start the worker of a build; `fire` waits until an event is dealt with, and returns the answer if there is one. */
function start({ caches, fetch }, files, digest = "one", scope = FOLDER) {
  const listeners = {};
  const claimed = [];
  const self = {
    registration: { scope },
    clients: { claim: async () => claimed.push(true) },
    addEventListener: (name, listener) => (listeners[name] = listener),
  };
  const code = CODE.replace("$files", JSON.stringify(files)).replace("$digest", digest);
  new Function("self", "caches", "fetch", code)(self, caches, fetch);
  const fire = async (name, request) => {
    let result;
    listeners[name]({ request, waitUntil: (it) => (result = it), respondWith: (it) => (result = it) });
    return await result;
  };
  const text = async (place, options) => (await fire("fetch", new Request(place, options)))?.text();
  return { fire, text, claimed };
}

const served = (text) => ({
  "index.html": new Response(text),
  "about.html": new Response(`about ${text}`),
  digests: { "index.html": text, "about.html": text },
});
const listed = (text) => ({ "index.html": text, "about.html": text });

test("every page is answered from the copy, whatever view its query names", async () => {
  const there = host(served("old"));
  const worker = start(there, listed("old"));
  await worker.fire("install");
  there.asked.length = 0;
  for (const place of ["", "index.html", "?picture=Cat", "index.html?bias=1#more", "index"]) {
    assert.equal(await worker.text(FOLDER + place), "old");
  }
  assert.equal(await worker.text(FOLDER + "about"), "about old");
  assert.deepEqual(there.asked, []);
});

test("what is no file of the build is left to the network", async () => {
  const worker = start(host(served("old")), listed("old"));
  await worker.fire("install");
  for (const place of [FOLDER + "other.html", "https://school.example/index.html", FOLDER + "toString", "https://a.example/"]) {
    assert.equal(await worker.text(place), undefined);
  }
  assert.equal(await worker.text(FOLDER, { method: "POST" }), undefined);
});

test("a copy that the browser has thrown away is asked of the network", async () => {
  const there = host(served("old"));
  const worker = start(there, listed("old"));
  await worker.fire("install");
  there.kept.clear();
  assert.equal(await worker.text(FOLDER + "?picture=Cat"), "from the network");
  assert.equal(there.asked.at(-1)[0], FOLDER + "?picture=Cat");
});

test("a build is kept only if the server has all of its files, and no older copies of them are taken", async () => {
  const there = host(served("new"));
  await assert.rejects(start(there, { ...listed("new"), "about.html": "newer" }).fire("install"), /another file/);
  await start(there, listed("new")).fire("install");
  for (const [, options] of there.asked) assert.equal(options.cache, "no-cache");
});

test("an update keeps the old copy until it takes over, and leaves other caches of the host alone", async () => {
  const there = host(served("old"));
  await start(there, listed("old"), "one").fire("install");
  await start(there, {}, "one", FOLDER + "second/").fire("install");
  await there.caches.open("of another page");
  const names = [...there.kept.keys()];
  assert.equal(names.length, 3);
  Object.assign(there, { fetch: host(served("new")).fetch });
  const worker = start(there, listed("new"), "two");
  await worker.fire("install");
  assert.equal(await start(there, listed("old"), "one").text(FOLDER), "old");
  assert.deepEqual(worker.claimed, []);
  await worker.fire("activate");
  assert.equal(await worker.text(FOLDER), "new");
  assert.deepEqual(worker.claimed, [true]);
  assert.deepEqual([...there.kept.keys()].slice(0, 2), names.slice(1));
  assert.equal(there.kept.size, 3);
});

test("a page that the host sends on from is kept without saying so: browsers show no other", async () => {
  const there = host({ "about.html": new Response("about"), digests: { "about.html": "one" } });
  const sentOn = there.fetch;
  const fetch = async (...given) => Object.defineProperty(await sentOn(...given), "redirected", { value: true });
  await start({ ...there, fetch }, { "about.html": "one" }).fire("install");
  const [files] = there.kept.values();
  assert.equal(files.get("about.html").redirected, false);
  assert.equal(await files.get("about.html").text(), "about");
});
