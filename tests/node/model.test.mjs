import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { Model } from "../../static/model/model.js";

/** A model that Python has answered once, its reports, and further answers. */
function answered() {
  const model = new Model(() => 0);
  const sent = [];
  let number = 0;
  const answer = (settings = model.settings, more = {}, page = {}) => {
    number += 1;
    const seen = sent.at(-1)?.revision ?? 0;
    const message = { picture: "a", facts: null, experiment: "", hidden: [], ...more };
    model.receive({ answer: { settings, seen, session: "one", number, ...page }, ...message });
  };
  model.reporter.send = (report) => sent.push(report);
  answer(DEFAULTS);
  return { model, sent, answer };
}

test("undo returns to the view before a change that is complete, in one report of what is different", () => {
  const { model, sent, answer } = answered();
  model.commit({ bias: 1, picture: "Cat" });
  answer();
  model.undo();
  assert.deepEqual([model.settings, sent.at(-1).settings], [DEFAULTS, { bias: 0, picture: DEFAULTS.picture }]);
  model.redo();
  assert.deepEqual([model.settings.bias, model.settings.picture], [1, "Cat"]);
});

test("a change that is not reported yet is a step of its own", () => {
  const { model } = answered();
  model.commit({ bias: 1 });
  for (const bias of [2, 3]) model.change({ bias });
  model.undo();
  assert.equal(model.settings.bias, 1);
  model.redo();
  assert.equal(model.settings.bias, 3);
});

test("what Python shows instead is a step, too", () => {
  const { model, answer } = answered();
  answer({ ...DEFAULTS, picture: "Rocket" });
  model.undo();
  assert.deepEqual(model.settings, DEFAULTS);
});

test("it hands on what the page says beside the settings, and tells of every answer", () => {
  const { model, answer } = answered();
  let heard = 0;
  model.addEventListener("receive", () => (heard += 1));
  answer(DEFAULTS, { experiment: "One edge", hidden: ["bias"] });
  assert.deepEqual([model.experiment, model.hidden, heard], ["One edge", ["bias"], 1]);
});

test("a run of the whole page that has not arrived is asked for again, once for each answer", () => {
  const { model, answer } = answered();
  const asked = [];
  model.presenter.setMode(false, (command) => asked.push(command));
  const runs = (run, isWhole) => answer(model.settings, {}, { run, isWhole });
  runs(1, true);
  runs(1, false);
  assert.deepEqual(asked, []);
  runs(2, false); // the page of run 2 is lost
  assert.deepEqual(asked, ["run"]);
  runs(3, true);
  runs(3, false);
  assert.deepEqual(asked, ["run"]);
});

test("a command on the view carries what is shown at the press, and what was changed before is reported first", () => {
  const { model, sent, answer } = answered();
  const commands = [];
  model.presenter.setMode(false, (name, view) => commands.push([name, view?.settings.bias, view?.upload, sent.length]));
  answer(DEFAULTS, {}, { upload: 3 });
  model.change({ bias: 1 });
  model.compare("pin");
  model.change({ bias: 2 });
  model.compare("swap");
  model.compare("back");
  model.compare("unpin");
  assert.deepEqual(commands, [["pin", 1, 3, 1], ["swap", 2, 3, 2], ["back", undefined, undefined, 2], ["unpin", undefined, undefined, 2]]);
});

test("another upload counts at once, but not before Python has the one that Undo has gone back to", () => {
  const { model, answer } = answered();
  answer(DEFAULTS, {}, { upload: 1 });
  model.change({ bias: 1 });
  answer(DEFAULTS, {}, { upload: 2 });
  assert.equal(model.upload, 2);
  model.undo();
  assert.equal(model.upload, 1);
  model.change({ bias: 3 });
  answer(model.settings, {}, { upload: 2 });
  assert.equal(model.upload, 1);
});

test("a server that has lost the visitor's picture makes no step, and Undo still goes back to before it", () => {
  const { model, answer } = answered();
  answer(DEFAULTS, {}, { upload: 7 });
  model.commit({ bias: 1 });
  answer(model.settings, {}, { upload: 7 });
  answer(model.settings, {}, { upload: 0, session: "two" });
  assert.equal(model.upload, 0);
  answer(model.settings, {}, { upload: 7, session: "two" }); // given back
  model.undo();
  assert.deepEqual([model.settings.bias, model.upload], [0, 7]);
  model.undo();
  assert.equal(model.upload, 0);
  answer(model.settings, {}, { upload: 0, session: "two" });
  assert.equal(model.history.canRedo, true);
});

test("view A is what Python says, and the store has it", () => {
  const { model, answer } = answered();
  const a = { settings: { ...DEFAULTS, bias: 1 }, picture: "a" };
  model.store.receivePicture("a", { values: new Float32Array(9), rows: 3, cols: 3 });
  answer(DEFAULTS, { pinned: a });
  assert.deepEqual([model.pinned, model.store.computed.pinned.view.layer.bias], [a, 1]);
  answer();
  assert.deepEqual([model.pinned, model.store.computed.pinned], [null, null]);
});

test("picture and maps go on without the server, but not before they are there", () => {
  const { model, answer } = answered();
  assert.equal(model.goesOn, "");
  model.store.receivePicture("a", { rows: 1, cols: 1, values: new Float32Array(1) });
  assert.equal(model.goesOn, "Picture and maps go on without it.");
  model.commit({ picture: "Rocket" });
  assert.equal(model.goesOn, "");
  answer(model.settings, { picture: "b" });
  assert.equal(model.goesOn, "");
});
