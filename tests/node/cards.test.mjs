import assert from "node:assert/strict";
import test from "node:test";

import { isPlain } from "../../static/widgets/cards.js";

const CLICK = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test("only a plain click opens an experiment here", () => {
  assert.equal(isPlain(CLICK), true);
  for (const other of [{ button: 1 }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }]) {
    assert.equal(isPlain({ ...CLICK, ...other }), false);
  }
});
