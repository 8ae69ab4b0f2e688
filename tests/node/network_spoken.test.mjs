import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { DEFAULTS } from "../../static/core/network_settings.js";
import { Spoken } from "../../static/network/spoken.js";
import { REST } from "../../static/page/rest.js";
import { regionOf } from "./region.mjs";

let said;
let model;
let spoken;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  said = [];
  model = simulated();
  spoken = new Spoken(regionOf(said), model);
});
afterEach(() => {
  spoken.close();
  mock.timers.reset();
});

/** A model that has opened a view, and whose answers come by `answer`. */
function simulated() {
  const made = new EventTarget();
  const owner = Object.assign(new EventTarget(), { isOpen: true, isAhead: false });
  const counts = { cells: 1, places: 9, isWhole: false };
  return Object.assign(made, {
    owner, counts, settings: DEFAULTS, upload: 0, picture: {}, found: {}, confirmed: null, size: null, sizes: [{ rows: 55, cols: 60 }],
    shownCounts: { cells: 1234, places: 9704 },
    change(patch) {
      Object.assign(made, { settings: { ...made.settings, ...patch }, confirmed: null });
      owner.dispatchEvent(new Event("change"));
    },
    answer(sentence) {
      made.confirmed = { sentence, compared: "" };
      made.dispatchEvent(new Event("receive"));
    },
  });
}

/** What has been said by now. */
function heard() {
  mock.timers.tick(REST);
  return said.splice(0).filter(Boolean);
}

test("what the network finds at first is not said", () => {
  model.dispatchEvent(new Event("frame"));
  model.answer("1 face.");
  assert.deepEqual(heard(), []);
});

test("a change is said once, when Python has answered", () => {
  model.answer("1 face.");
  model.change({ change: "Grey" });
  assert.deepEqual(heard(), []);
  model.answer("2 faces.");
  model.dispatchEvent(new Event("frame"));
  assert.deepEqual(heard(), ["Change Grey: 2 faces."]);
  model.answer("2 faces.");
  assert.deepEqual(heard(), []);
});

test("the way back is named, too", () => {
  model.change({ change: "Grey" });
  model.answer("2 faces.");
  heard();
  model.change({ change: DEFAULTS.change });
  model.answer("1 face.");
  assert.deepEqual(heard(), ["Change As it is: 1 face."]);
});

test("another size says its own counts", () => {
  Object.assign(model, { size: 0 });
  model.change({ scale: 1 });
  model.answer("1 face.");
  assert.deepEqual(heard(), ["Size 60 × 55: 1,234 of 9,704 places are marked."]);
});

test("a picture that another session does not have is no news, nor that it is back", () => {
  const own = (session, upload) => {
    model.owner.session = session;
    model.upload = upload;
    model.answer(`${upload} faces.`);
    return heard();
  };
  model.change({ picture: "Your picture" });
  own("one", 7);
  assert.deepEqual(own("one", 8), ["Picture Your picture: 8 faces."]);
  assert.deepEqual(own("two", 0), []);
  assert.deepEqual(own("two", 8), []);
  assert.deepEqual(own("two", 9), ["Picture Your picture: 9 faces."]);
});
