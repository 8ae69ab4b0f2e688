import assert from "node:assert/strict";
import { test } from "node:test";

import { forward } from "../../static/core/layer.js";
import { Store } from "../../static/scope/store.js";

const LAYER = { kernel: [-1, 0, 1, -2, 0, 2, -1, 0, 1], bias: 0, activation: "ReLU", padding: "replicate", stride: 1 };
const view = (changed = {}, more = {}) => ({
  revision: 1, picture: { id: "a", rows: 4, cols: 5 }, layer: { ...LAYER, ...changed }, direction: "Row", palette: "Diverging", ...more,
});
const picture = (seed = 1) => ({ values: Float32Array.from({ length: 20 }, (_, k) => ((k * 7 + seed) % 11) / 10), rows: 4, cols: 5 });

/** A store with a picture and a view of it. */
function filled() {
  const store = new Store();
  store.receivePicture("a", picture());
  store.receiveView(view());
  return store;
}

test("a view is computed as soon as its picture is there, whichever comes first", () => {
  const stores = [new Store(), new Store()];
  stores[0].receiveView(view());
  assert.equal(stores[0].computed, null);
  assert.equal(stores[0].isWaiting, true);
  stores[0].receivePicture("a", picture());
  stores[1].receivePicture("a", picture());
  assert.equal(stores[1].computed, null);
  stores[1].receiveView(view());
  for (const store of stores) {
    assert.deepEqual(store.computed.layer, forward(picture(), LAYER));
    assert.equal(store.isWaiting, false);
  }
});

test("while a picture is on its way, the view before stays", () => {
  const store = filled();
  store.receiveView(view({}, { revision: 2, picture: { id: "b", rows: 4, cols: 5 } }));
  assert.equal(store.computed.view.revision, 1);
  assert.equal(store.isWaiting, true);
  store.receivePicture("b", picture(2));
  assert.equal(store.computed.view.revision, 2);
  assert.deepEqual(store.computed.layer, forward(picture(2), LAYER));
});

test("another palette or direction leaves the layer as it is", () => {
  const store = filled();
  const { layer } = store.computed;
  store.receiveView(view({}, { palette: "Signed grey", direction: "Column" }));
  assert.equal(store.computed.layer, layer);
  assert.equal(store.computed.view.palette, "Signed grey");
});

test("another activation or slope computes only the activation", () => {
  const store = filled();
  const sums = store.computed.layer.preActivation;
  for (const changed of [{ activation: "PReLU", negative_slope: 0.25 }, { activation: "PReLU", negative_slope: -1 }, { activation: "GELU" }]) {
    store.receiveView(view(changed));
    assert.equal(store.computed.layer.preActivation, sums);
    assert.deepEqual(store.computed.layer, forward(picture(), { ...LAYER, ...changed }));
  }
});

test("whatever else changes, the whole layer is computed", () => {
  for (const changed of [{ kernel: [0, 0, 0, 0, 1, 0, 0, 0, 0] }, { bias: 0.5 }, { padding: "valid" }, { stride: 2 }]) {
    const store = filled();
    store.receiveView(view(changed));
    assert.deepEqual(store.computed.layer, forward(picture(), { ...LAYER, ...changed }));
  }
});

test("another picture under the same name takes the place of the one before", () => {
  const store = filled();
  store.receivePicture("a", picture(3));
  assert.deepEqual(store.computed.layer, forward(picture(3), LAYER));
});

test("the same picture once more changes nothing and tells nobody", () => {
  const store = filled();
  const { computed } = store;
  store.addEventListener("change", () => assert.fail());
  store.receivePicture("a", picture());
  assert.equal(store.computed, computed);
});

test("two pictures are kept, and the oldest goes", () => {
  const store = filled();
  for (const id of ["b", "c"]) store.receivePicture(id, picture());
  const shown = ["a", "b", "c"].map((id, k) => {
    store.receiveView(view({}, { revision: 10 + k, picture: { id, rows: 4, cols: 5 } }));
    return store.computed.view.revision === 10 + k;
  });
  assert.deepEqual(shown, [false, true, true]);
});

test("a picture that has come anew is not the oldest", () => {
  const store = filled();
  for (const [id, seed] of [["b", 1], ["a", 2], ["c", 1]]) store.receivePicture(id, picture(seed));
  store.receiveView(view({}, { revision: 2 }));
  assert.equal(store.computed.view.revision, 2);
  assert.deepEqual(store.computed.image, picture(2));
});

test("the same view once more is told, as its colours may be others", () => {
  const store = filled();
  let heard = 0;
  store.addEventListener("change", () => (heard += 1));
  store.receiveView(view());
  assert.equal(heard, 1);
});
