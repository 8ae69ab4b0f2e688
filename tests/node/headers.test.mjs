// How large a file may be: as large as the server says, and with nobody to say so, as the catalogue does.

import assert from "node:assert/strict";
import test from "node:test";
import { MAX_BYTES } from "../../static/core/catalog.js";
import { examine } from "../../static/images/headers.js";

const refused = (size, ...limit) => examine(new Blob([new Uint8Array(size)]), ...limit).then(() => "", (problem) => problem.message);

test("a file that is too large is refused by the limit of the server, before it is looked at", async () => {
  assert.match(await refused(5_000_001, 5_000_000), /^This file has 6 MB and the limit is 5 MB: /);
  assert.match(await refused(5_000_000, 5_000_000), /^This file is not a picture/);
  assert.match(await refused(MAX_BYTES + 1, 50_000_000), /^This file is not a picture/);
  assert.match(await refused(MAX_BYTES + 1), /^This file has 21 MB and the limit is 20 MB: /);
});
