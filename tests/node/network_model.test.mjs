import assert from "node:assert/strict";
import { test } from "node:test";

import { NETWORK } from "../../static/core/catalog.js";
import { DEFAULTS } from "../../static/core/network_settings.js";
import { NetworkModel } from "../../static/network/model.js";

globalThis.requestAnimationFrame ??= (act) => setTimeout(act, 16);
globalThis.cancelAnimationFrame ??= clearTimeout;

const SIDE = 12;
const layer = (outputs, inputs, side) => ({ weight: new Float32Array(outputs * inputs * side * side), bias: new Float32Array(outputs) });
const LAYERS = { conv1: layer(10, 3, 3), conv2: layer(16, 10, 3), conv3: layer(32, 16, 3), face: layer(2, 32, 1) };
const WEIGHTS = Object.fromEntries(
  Object.entries(LAYERS).flatMap(([name, parts]) => Object.entries(parts).map(([part, values]) => [`${name}.${part}`, values])),
);

/** A model with what it reports, and a Python that answers what it is told to. */
function opened() {
  const model = new NetworkModel();
  const reports = [];
  model.reporter.send = (report) => reports.push(report);
  let number = 0;
  const answer = (settings, { upload = 0, seen = model.owner.revision, isKnown = false } = {}) => {
    const id = `${settings.picture} ${upload} ${settings.change}`;
    const picture = { id, settings, upload, rows: SIDE, cols: SIDE, address: id, scales: [{ scale: 1, rows: SIDE, cols: SIDE }] };
    const arrays = { scale0: new Uint8Array(3 * SIDE * SIDE), ...WEIGHTS };
    number += 1;
    model.receive({
      answer: { settings, seen, session: "one", number, opened: 0, upload },
      shown: id, picture: isKnown ? null : picture, arrays: isKnown ? {} : arrays, hasOwn: upload > 0,
      found: { faces: [], sentence: `found in ${id}`, compared: "" },
    });
  };
  answer(DEFAULTS);
  return { model, reports, answer };
}

const OWN = { ...DEFAULTS, picture: NETWORK.own };

test("what Python has found belongs to one picture, change and slopes", () => {
  const { model, answer } = opened();
  assert.equal(model.confirmed.sentence, "found in Astronaut 0 As it is");
  model.change({ slopes: "0" });
  assert.equal(model.confirmed, null);
  model.change({ slopes: "" });
  model.change({ change: "Grey" });
  assert.equal(model.isWaiting, true);
  assert.equal(model.confirmed, null);
  answer({ ...DEFAULTS, change: "Grey" });
  assert.equal(model.confirmed.sentence, "found in Astronaut 0 Grey");
});

test("undo goes back over own pictures, and says of none what was found in another", () => {
  const { model, reports, answer } = opened();
  answer(OWN, { upload: 1 });
  answer(OWN, { upload: 2 });
  model.undo();
  assert.deepEqual([model.picture.upload, model.confirmed, reports.at(-1).upload], [1, null, 1]);
  answer(OWN, { upload: 1, isKnown: true });
  assert.equal(model.confirmed.sentence, "found in Your picture 1 As it is");
  model.undo();
  assert.deepEqual([model.picture.id, reports.at(-1).upload], ["Astronaut 0 As it is", 0]);
  answer(DEFAULTS, { isKnown: true });
  model.redo();
  answer(OWN, { upload: 1, isKnown: true });
  model.redo();
  assert.equal(model.picture.upload, 2);
  assert.equal(model.history.canRedo, false);
});

test("an answer from before undo does not take it back", () => {
  const { model, answer } = opened();
  answer(OWN, { upload: 1 });
  answer(OWN, { upload: 2 });
  const seen = model.owner.revision;
  model.undo();
  answer(OWN, { upload: 2, seen, isKnown: true });
  assert.equal(model.picture.upload, 1);
  answer(OWN, { upload: 1, isKnown: true });
  model.undo();
  assert.equal(model.settings.picture, "Astronaut");
});

test("three pictures are kept, reported, and a missing one is asked for", () => {
  const { model, reports, answer } = opened();
  const lacks = [];
  model.lack = (id) => lacks.push(id);
  for (const change of ["Grey", "Negative", "Mirrored"]) answer({ ...DEFAULTS, change });
  model.commit({ slopes: "0" });
  assert.deepEqual(reports.at(-1).has, ["Grey", "Negative", "Mirrored"].map((change) => `Astronaut 0 ${change}`));
  assert.deepEqual(lacks, []);
  answer(DEFAULTS, { isKnown: true });
  assert.deepEqual(lacks, ["Astronaut 0 As it is"]);
});
