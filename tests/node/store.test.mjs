import assert from "node:assert/strict";
import { test } from "node:test";

import { forward } from "../../static/core/layer.js";
import { DEFAULTS } from "../../static/core/settings.js";
import { Owner } from "../../static/model/owner.js";
import { Store } from "../../static/model/store.js";

const LAYER = { kernel: [-1, 0, 1, -2, 0, 2, -1, 0, 1], bias: 0, activation: "ReLU", padding: "replicate", stride: 1, negative_slope: 0.25 };
const picture = (seed = 1) => ({ values: Float32Array.from({ length: 20 }, (_, k) => ((k * 7 + seed) % 11) / 10), rows: 4, cols: 5 });

/** A store without a picture, and what Python answers it. */
function empty() {
  const owner = new Owner(() => 0);
  const store = new Store(owner);
  let number = 0;
  const answer = (settings = {}, seen = owner.seen) => {
    number += 1;
    owner.receive({ settings: { ...DEFAULTS, ...settings }, seen, session: "one", number });
  };
  return { owner, store, answer };
}

/** A store with a picture and a view of it. */
function filled() {
  const found = empty();
  found.store.receivePicture("a", picture());
  found.answer();
  found.store.showPicture("a");
  return found;
}

test("a view is computed as soon as its picture is there, whichever comes first", () => {
  const [late, early] = [empty(), empty()];
  late.answer();
  late.store.showPicture("a");
  assert.deepEqual([late.store.computed, late.store.isWaiting], [null, true]);
  late.store.receivePicture("a", picture());
  early.store.receivePicture("a", picture());
  early.store.showPicture("a");
  assert.equal(early.store.computed, null);
  early.answer();
  for (const { store } of [late, early]) {
    assert.deepEqual(store.computed.layer, forward(picture(), LAYER));
    assert.equal(store.isWaiting, false);
  }
});

test("while a picture is on its way, the view before stays", () => {
  const { store } = filled();
  const { image } = store.computed;
  store.showPicture("b");
  assert.deepEqual([store.computed.image, store.isWaiting], [image, true]);
  store.receivePicture("b", picture(2));
  assert.deepEqual([store.computed.layer, store.isWaiting], [forward(picture(2), LAYER), false]);
});

test("a picture that the visitor has gone back to is waited for until Python has it", () => {
  const { owner, store, answer } = filled();
  const before = store.computed;
  owner.change({ picture: "Cat", bias: 1 });
  assert.equal(store.isWaiting, true);
  assert.equal(store.computed, before);
  store.receivePicture("b", picture(2));
  answer({ picture: "Cat", bias: 1 }, owner.revision);
  store.showPicture("b");
  assert.deepEqual(store.computed.layer, forward(picture(2), { ...LAYER, bias: 1 }));
});

test("another palette or direction leaves the layer as it is, and is another view", () => {
  const { owner, store } = filled();
  const { layer, view } = store.computed;
  owner.change({ palette: "Signed grey", direction: "Column" });
  assert.equal(store.computed.layer, layer);
  assert.deepEqual([store.computed.view.palette, store.computed.view.direction], ["Signed grey", "Column"]);
  assert.notEqual(store.computed.view.revision, view.revision);
});

test("another activation or parameter computes only the activation", () => {
  const { owner, store } = filled();
  const sums = store.computed.layer.preActivation;
  for (const changed of [{ activation: "PReLU", negative_slope: 0.25 }, { negative_slope: -1 }, { activation: "GELU" }]) {
    owner.change(changed);
    assert.equal(store.computed.layer.preActivation, sums);
    const { activation, negative_slope } = owner.settings;
    assert.deepEqual(store.computed.layer, forward(picture(), { ...LAYER, activation, negative_slope }));
  }
});

test("whatever else changes, the whole layer is computed", () => {
  const identity = { kernel: [0, 0, 0, 0, 1, 0, 0, 0, 0] };
  for (const [patch, changed] of [[{ weights: identity.kernel }, identity], ...[{ bias: 0.5 }, { padding: "valid" }, { stride: 2 }].map((one) => [one, one])]) {
    const { owner, store } = filled();
    owner.change(patch);
    assert.deepEqual(store.computed.layer, forward(picture(), { ...LAYER, ...changed }));
  }
});

test("several changes before somebody looks cost one view", () => {
  const { owner, store } = filled();
  const { revision } = store.computed.view;
  for (const bias of [1, 2, 3]) owner.change({ bias });
  assert.equal(store.computed.view.revision, revision + 1);
  assert.equal(store.computed.view.layer.bias, 3);
});

test("another place of the line is no other view, and tells nobody", () => {
  const { owner, store } = filled();
  const { computed } = store;
  store.addEventListener("change", () => assert.fail());
  owner.change({ row: 1, col: 1 });
  assert.equal(store.computed, computed);
});

test("another picture under the same name takes the place of the one before", () => {
  const { store } = filled();
  store.receivePicture("a", picture(3));
  assert.deepEqual(store.computed.layer, forward(picture(3), LAYER));
});

test("the same picture once more changes nothing and tells nobody", () => {
  const { store } = filled();
  const { computed } = store;
  store.addEventListener("change", () => assert.fail());
  store.receivePicture("a", picture());
  store.showPicture("a");
  assert.equal(store.computed, computed);
});

test("two pictures are kept, and the oldest goes; one that has come anew is not the oldest", () => {
  const { store } = filled();
  for (const [id, seed] of [["b", 1], ["a", 2], ["c", 1]]) store.receivePicture(id, picture(seed));
  const isThere = ["a", "b", "c"].map((id) => {
    store.showPicture(id);
    return !store.isWaiting;
  });
  assert.deepEqual(isThere, [true, false, true]);
});

test("a change is told once it can be computed", () => {
  const { owner, store } = filled();
  let heard = 0;
  store.addEventListener("change", () => (heard += 1));
  owner.change({ bias: 1 });
  assert.equal(heard, 1);
  store.showPicture("b");
  owner.change({ bias: 2 });
  assert.equal(heard, 1);
  store.receivePicture("b", picture(2));
  assert.equal(heard, 2);
});

test("a pinned view is computed from its own picture and settings, and all maps have the limit of the largest", () => {
  const { owner, store } = filled();
  assert.deepEqual([store.computed.pinned, store.computed.limit], [null, store.computed.layer.sharedLimit]);
  store.pin({ settings: { ...DEFAULTS, bias: 1 }, picture: "a" });
  const { pinned, limit, layer } = store.computed;
  assert.deepEqual([pinned.image, pinned.layer], [picture(), forward(picture(), { ...LAYER, bias: 1 })]);
  assert.ok(limit === pinned.layer.sharedLimit && limit > layer.sharedLimit);
  owner.change({ bias: 2 });
  assert.equal(store.computed.pinned, pinned);
  assert.ok(store.computed.limit === store.computed.layer.sharedLimit && store.computed.limit > limit);
  store.pin(null);
  assert.deepEqual([store.computed.pinned, store.computed.limit], [null, store.computed.layer.sharedLimit]);
});

test("pinning and unpinning are other views, told once each", () => {
  const { store } = filled();
  const { revision } = store.computed.view;
  let heard = 0;
  store.addEventListener("change", () => (heard += 1));
  for (const a of [{ settings: DEFAULTS, picture: "a" }, { settings: { ...DEFAULTS }, picture: "a" }, null, null]) store.pin(a);
  assert.equal(heard, 2);
  assert.equal(store.computed.view.revision, revision + 1);
});

test("a pinned view whose picture is on its way is shown as soon as that is there", () => {
  const { store } = filled();
  store.pin({ settings: DEFAULTS, picture: "b" });
  assert.equal(store.computed.pinned, null);
  store.receivePicture("b", picture(2));
  assert.deepEqual(store.computed.pinned.image, picture(2));
});

test("the picture of a pinned view is kept besides the others, and the one that is shown, too", () => {
  const { store } = filled();
  store.pin({ settings: DEFAULTS, picture: "a" });
  for (const [id, seed] of [["b", 2], ["c", 3], ["d", 4], ["e", 5]]) {
    store.receivePicture(id, picture(seed));
    store.showPicture(id);
    assert.deepEqual([store.computed.image, store.computed.pinned.image], [picture(seed), picture()]);
  }
  store.pin(null);
  for (const id of ["f", "g"]) store.receivePicture(id, picture(6));
  assert.deepEqual(store.computed.image, picture(5));
  store.showPicture("a");
  assert.equal(store.isWaiting, true);
});
