// The explorer in one file without its elements: the host answers the model as Python does.

import assert from "node:assert/strict";
import test from "node:test";
import { STANDS_FOR_YOURS, YOUR_PICTURE } from "../../static/core/catalog.js";
import { readLink } from "../../static/core/link.js";
import { DEFAULTS } from "../../static/core/settings.js";
import { UnreadableImage } from "../../static/images/headers.js";
import { Model } from "../../static/model/model.js";
import { Host, PAUSE } from "../../static/standalone/host.js";
import { PictureBox } from "../../static/standalone/pictures.js";

const NAMES = ["Cat", "Soft blob", "Step edge"];
const EXPERIMENTS = [
  { name: "One", group: "", sentence: "", question: "First?", query: { stride: "2" } },
  { name: "Two", group: "", sentence: "", question: "Second?", query: { stride: "3" } },
];
const DATA = { opens: null, pictures: Object.fromEntries(NAMES.map((caption) => [caption, { caption, credit: "" }])), experiments: EXPERIMENTS, scripts: {}, app: "", site: "" };

const grey = (value, rows = 8, cols = 8) => ({ values: new Float32Array(rows * cols).fill(value), rows, cols });

/** A model with a host; `wait` holds back the pictures that are packed until it is called. */
function started({ isSlow = false } = {}) {
  let now = 1_000;
  const model = new Model(() => (now += 1));
  const written = [];
  const waiting = [];
  const address = { page: { address: "file:///relu-explorer.html", sign: "#" }, write: (parameters) => written.push(parameters), opened() {}, link: (parameters) => JSON.stringify(parameters) };
  const unpack = (name) => new Promise((resolve) => (isSlow ? waiting.push(() => resolve(grey(0.25))) : resolve(grey(0.25))));
  const scenes = Object.fromEntries(NAMES.slice(1).map((name) => [name, () => grey(0.5)]));
  const host = new Host(model, DATA, new PictureBox(scenes, unpack), address, () => "thumbnail");
  return { model, host, written, wait: async () => (waiting.splice(0).forEach((go) => go()), await new Promise(setImmediate)) };
}

const open = async (query = {}, options) => {
  const made = started(options);
  await made.host.open(readLink(query));
  return made;
};

test("a change is shown at once, written to the address, and answered when it is painted", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, written } = await open();
  model.commit({ stride: 2 });
  assert.equal(model.store.computed.layer.stride, 2);
  assert.deepEqual(written.at(-1), { stride: "2" });
  assert.equal(model.owner.isAhead, true);
  mock.timers.tick(PAUSE);
  assert.equal(model.owner.isAhead, false);
});

test("changes that follow one another have one answer, and what is changed before it is kept", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model } = await open();
  const { number } = model;
  model.commit({ stride: 2 });
  model.commit({ stride: 3 });
  model.change({ bias: 1 });
  mock.timers.tick(PAUSE);
  assert.equal(model.number, number + 1);
  assert.deepEqual([model.settings.stride, model.settings.bias], [3, 1]);
});

test("what is being typed is shown, but not written to the address yet", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model, written } = await open();
  const before = written.length;
  model.change({ w11: 3 });
  model.reporter.now(true);
  mock.timers.tick(PAUSE);
  assert.equal(model.owner.isAhead, false);
  assert.equal(written.length, before);
  model.reporter.now();
  assert.deepEqual(written.at(-1), { w11: "3" });
});

test("Undo and Redo go back and on", async () => {
  const { model } = await open({ bias: "1" });
  model.commit({ stride: 2 });
  model.commit({ stride: 3 });
  model.undo();
  assert.equal(model.settings.stride, 2);
  model.undo();
  assert.deepEqual([model.settings.stride, model.settings.bias], [1, 1]);
  model.redo();
  assert.equal(model.settings.stride, 2);
});

test("another picture is shown when it has been unpacked; what is changed meanwhile is kept", async () => {
  const { model, wait } = await open({}, { isSlow: true });
  model.commit({ picture: "Cat" });
  assert.equal(model.store.isWaiting, true);
  model.commit({ stride: 4 });
  assert.equal(model.settings.stride, 4);
  await wait();
  assert.equal(model.store.isWaiting, false);
  assert.equal(model.store.computed.image.values[0], 0.25);
  assert.deepEqual([model.settings.picture, model.settings.stride], ["Cat", 4]);
  assert.match(model.description, /^Cat/);
});

test("the last of two pictures that were chosen quickly is shown", async () => {
  const { model, wait } = await open({}, { isSlow: true });
  model.commit({ picture: "Cat" });
  model.commit({ picture: "Step edge" });
  await wait();
  assert.equal(model.settings.picture, "Step edge");
  assert.equal(model.store.computed.image.values[0], 0.5);
});

test("a picture of one's own is shown, described, and found again by Undo", async () => {
  const { model, host } = await open();
  host.takePicture({ image: grey(0, 6, 4), height: 600, width: 400 });
  assert.equal(model.settings.picture, YOUR_PICTURE);
  assert.deepEqual([model.settings.row, model.settings.col], [2, 2]);
  assert.match(model.description, /400 × 600/);
  host.takePicture({ image: grey(1, 6, 4), height: 6, width: 4 });
  assert.equal(model.store.computed.image.values[0], 1);
  model.undo();
  assert.equal(model.store.computed.image.values[0], 0);
  model.undo();
  assert.equal(model.settings.picture, DEFAULTS.picture);
});

test("a link to a picture that is not here shows the one that stands for it, and says so", async () => {
  const { model } = await open({ picture: YOUR_PICTURE });
  assert.equal(model.store.computed.image.values[0], 0.5);
  assert.match(model.description, /does not travel with a link/);
  assert.ok(NAMES.includes(STANDS_FOR_YOURS));
});

test("a view is pinned, swapped, gone back to and let go", async () => {
  const { model } = await open({ stride: "2" });
  model.compare("pin");
  model.commit({ stride: 3, picture: "Step edge" });
  const { pinned } = model.store.computed;
  assert.equal(pinned.layer.stride, 2);
  model.compare("swap");
  assert.equal(model.settings.stride, 2);
  assert.equal(model.store.computed.pinned.layer.stride, 3);
  model.compare("back");
  assert.equal(model.settings.stride, 3);
  model.compare("unpin");
  assert.equal(model.store.computed.pinned, null);
});

test("the experiments follow one another, and are named while they are shown", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model } = await open();
  assert.equal(model.experiment, "");
  model.presenter.send("next");
  assert.equal(model.experiment, "Experiment 1 of 2, One: First?");
  model.presenter.send("previous");
  assert.equal(model.experiment, "Experiment 2 of 2, Two: Second?");
  model.commit({ palette: "Signed grey" });
  mock.timers.tick(PAUSE);
  assert.match(model.experiment, /Two/);
  model.commit({ bias: 1 });
  mock.timers.tick(PAUSE);
  assert.equal(model.experiment, "");
});

test("another view does not keep what was changed in the one before and not reported yet", async () => {
  const { model } = await open();
  model.change({ bias: 2 });
  model.presenter.send("next");
  assert.equal(model.settings.bias, 0);
});

test("options and hidden controls stand in the address, and can be changed", async () => {
  const { model, host, written } = await open({ hide: "bias,share", code: "true" });
  assert.deepEqual(model.hidden, ["bias", "share"]);
  assert.equal(host.options.code, true);
  model.presenter.present(true);
  assert.equal(written.at(-1).present, "1");
  host.showAll();
  assert.deepEqual([model.hidden, "hide" in written.at(-1)], [[], false]);
  assert.equal(model.presenter.isOn, true);
  assert.equal(JSON.parse(host.link({ hide: ["bias"] })).hide, "bias");
});

test("the dialogs are asked for by commands", async () => {
  const { model, host } = await open();
  const asked = [];
  for (const name of ["share", "upload"]) host.addEventListener(name, () => asked.push(name));
  model.presenter.send("share");
  model.presenter.send("upload");
  assert.deepEqual(asked, ["share", "upload"]);
});

test("what is being typed is a part of what is shown", async () => {
  const { model, host } = await open();
  model.change({ w11: 3 });
  assert.deepEqual(host.shown, { w11: "3" });
});

test("a step of the history opens with the own picture that it had", async () => {
  const { model, host } = await open();
  host.takePicture({ image: grey(0, 6, 4), height: 6, width: 4 });
  host.takePicture({ image: grey(1, 6, 4), height: 6, width: 4 });
  await host.open(readLink({ picture: YOUR_PICTURE }), { upload: 1 });
  assert.equal(model.store.computed.image.values[0], 0);
  await host.open(readLink({ picture: YOUR_PICTURE }));
  assert.equal(model.store.computed.image.values[0], 1);
});

test("what has no meaning in a link is named until something changes", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { model } = await open({ activation: "Mish", stride: "2" });
  assert.equal(model.notice, "Not understood in the link: activation=Mish (ReLU is shown).");
  model.commit({ bias: 0.5 });
  mock.timers.tick(PAUSE);
  assert.equal(model.notice, "");
});

test("what is told of the numbers of a file is told, and its levels are kept when it is shrunk and stretched", async () => {
  const { model, host } = await open({ size: "64" });
  const image = { ...grey(0, 66, 128), values: Float32Array.from({ length: 66 * 128 }, (_, k) => (k % 128) / 65_535) };
  host.takePicture({ image, height: 66, width: 128, isDeep: true, notes: ["0 to 65535 became 0 to 1."] });
  assert.equal(model.description, "Your picture has 128 × 66 pixels; areas of them are averaged to 64 × 33. 0 to 65535 became 0 to 1.");
  const { values } = model.store.computed.image;
  assert.equal(values[1], Math.fround(2.5 / 65_535));
  model.commit({ stretch: "yes" });
  assert.deepEqual([model.store.computed.image.values[0], model.store.computed.image.values[63]], [0, 1]);
  assert.match(model.description, /stretched: 7.63e−06 to 0.00193 became 0 to 1\.$/);
  model.undo();
  assert.deepEqual(model.store.computed.image.values, values);
});

test("where the browser reads one frame alone, that is told and not a choice", async () => {
  const { model, host } = await open();
  host.takePicture({ image: grey(0, 6, 4), height: 6, width: 4, frames: 3, over: "white", notes: ["0 to 65535 became 0 to 1."] });
  const said = ["Frame 1 of 3 is shown: this browser reads no other here.", "It is transparent in places, and lies over white."];
  const plain = { problem: null, frame: 0, frames: 1, isDocument: false, hasStill: false, over: "" };
  assert.deepEqual(model.file, { ...plain, upload: 1, said, over: "white" });
  host.takePicture({ image: grey(0, 6, 4), height: 6, width: 4, frames: 2, hasStill: true });
  assert.deepEqual(model.file.said, ["The still picture before the animation is shown: this browser reads no other here."]);
  host.takePicture({ image: grey(0, 6, 4), height: 6, width: 4, frames: 1 });
  assert.deepEqual(model.file, { ...plain, upload: 3, said: [] });
});

/** A picture of three frames; the last one cannot be read. */
function moving() {
  const asked = [];
  const read = ({ frame, over }) => ({ image: grey(frame / 10, 6, 4), height: 6, width: 4, frame, frames: 3, canChoose: true, over });
  const reread = async (choice) => {
    asked.push(choice);
    if (choice.frame === 2) throw new UnreadableImage("This picture is damaged.");
    return read(choice);
  };
  return { own: { ...read({ frame: 0, over: "" }), reread }, asked };
}

const settled = () => new Promise(setImmediate);

test("another frame is shown where the line and the stretch are, is a step back, and one that cannot be read says so", async () => {
  const { model, host } = await open({ size: "64" });
  const { own, asked } = moving();
  host.takePicture(own);
  model.commit({ row: 5, stretch: "yes" });
  const ask = (choice) => model.presenter.send("reread", { upload: model.upload, over: "white", ...choice });
  ask({ frame: 1 });
  await settled();
  assert.deepEqual([model.file.frame, model.file.frames, model.file.problem, model.settings.row, model.settings.stretch], [1, 3, null, 5, "yes"]);
  const shown = model.upload;
  for (const number of [1, 2]) {
    ask({ frame: 2 });
    await settled();
    assert.match(model.file.problem.text, /^Frame 3 of 3 cannot be read: choose another one, or open/);
    assert.deepEqual([model.upload, model.file.frame, model.file.problem.number], [shown, 1, number]);
  }
  for (const frame of [2, 1, 2]) ask({ frame }); // a key that is held
  ask({ frame: 0, over: "black" });
  await settled();
  assert.deepEqual([model.file.frame, model.file.over, model.file.problem], [0, "black", null]);
  assert.deepEqual(asked.slice(-2), [{ frame: 2, over: "white" }, { frame: 0, over: "black" }]);
  model.undo();
  assert.equal(model.upload, shown);
  ask({ frame: 0, upload: 99 });
  await settled();
  assert.equal(asked.length, 5);
});

test("of many frames that were looked at the last are kept, and that of view A", async () => {
  const { model, host } = await open({ size: "64" });
  host.takePicture(moving().own);
  model.compare("pin");
  const first = model.upload;
  for (let k = 0; k < 20; k += 1) {
    model.presenter.send("reread", { upload: model.upload, frame: k % 2, over: "white" });
    await settled();
  }
  const kept = Array.from({ length: 30 }, (_, number) => number).filter((number) => host.pictures.own(number));
  assert.deepEqual(kept, [first, ...Array.from({ length: 12 }, (_, k) => first + 9 + k)]);
  assert.equal(host.pictures.last, first + 20);
});
