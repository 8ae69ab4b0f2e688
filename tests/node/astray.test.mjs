import assert from "node:assert/strict";
import { test } from "node:test";

import { Astray } from "../../static/page/astray.js";

const FILE = "http://here/relu/media/4ab27cb49b.csv";

/** A page, how often it has made another connection, and what its server answers. */
function open() {
  const found = { renewed: 0, status: 404 };
  const astray = new Astray(() => (found.renewed += 1));
  const scope = { fetch: async (asked) => ({ status: found.status, asked }) };
  astray.follow(scope);
  return { astray, found, scope };
}

test("a file that the second session does not have leads to another connection, once for each session", async () => {
  const { astray, found, scope } = open();
  astray.told("first");
  await scope.fetch(FILE);
  assert.equal(found.renewed, 0); // nothing was lost
  for (const [session, count] of [["second", 1], ["second", 1], ["third", 2]]) {
    astray.told(session);
    assert.equal((await scope.fetch(new Request(FILE))).status, 404);
    assert.equal(found.renewed, count);
  }
});

test("a file that is there changes nothing, nor does what is no file", async () => {
  const { astray, found, scope } = open();
  astray.told("first");
  astray.told("second");
  await scope.fetch("http://here/relu/_stcore/health");
  found.status = 200;
  assert.equal((await scope.fetch(FILE)).asked, FILE);
  assert.equal(found.renewed, 0);
  found.status = 404;
  await scope.fetch(new URL(FILE));
  assert.equal(found.renewed, 1);
});
