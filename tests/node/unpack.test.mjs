import assert from "node:assert/strict";
import { test } from "node:test";

import { unpack } from "../../static/page/unpack.js";

/** Pack by the layout in the docstring of explorer/messages/binary.py. */
function packed(header, arrays) {
  let start = 0;
  const entries = {};
  for (const [name, { values, steps }] of Object.entries(arrays)) {
    const kind = values.constructor.name.replace("Array", "").replace("Big", "").toLowerCase();
    entries[name] = { kind, length: values.length, start, steps };
    start += Math.ceil(values.byteLength / 8) * 8;
  }
  let text = JSON.stringify({ ...header, arrays: entries });
  while (new TextEncoder().encode(text).length % 8) text += " ";
  const head = new TextEncoder().encode(text);
  const message = new Uint8Array(8 + head.length + start);
  message.set(new TextEncoder().encode("SCOP"));
  new DataView(message.buffer).setUint32(4, head.length, true);
  message.set(head, 8);
  for (const [name, { values }] of Object.entries(arrays)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    message.set(bytes, 8 + head.length + entries[name].start);
  }
  return message;
}

const ARRAYS = {
  bytes: { values: Uint8Array.from([0, 51, 255]), steps: 255 },
  table: { values: Uint8Array.from([1, 2, 3, 4, 5]), steps: 1 },
  floats: { values: Float32Array.from([0.1, -1e20, 3]), steps: 1 },
  nothing: { values: new Float32Array(0), steps: 1 },
};

test("every kind of array comes back, whole steps as what they stand for", () => {
  const { header, arrays } = unpack(packed({ name: "naïve −1" }, ARRAYS));
  assert.equal(header.name, "naïve −1");
  assert.deepEqual(arrays.bytes, Float32Array.from([0, 0.2, 1]));
  for (const name of ["table", "floats", "nothing"]) assert.deepEqual(arrays[name], ARRAYS[name].values);
});

test("a message that lies anywhere in a larger buffer is read as well", () => {
  const message = packed({}, ARRAYS);
  for (const shift of [1, 3, 8]) {
    const around = new Uint8Array(message.length + 16);
    around.set(message, shift);
    const { arrays } = unpack(around.subarray(shift, shift + message.length));
    assert.deepEqual(arrays.floats, ARRAYS.floats.values);
  }
});

test("what came can be written over without changing what was read", () => {
  const message = packed({}, ARRAYS);
  const { arrays } = unpack(message);
  message.fill(0);
  assert.deepEqual(arrays.floats, ARRAYS.floats.values);
});

test("anything else is refused", () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(64), new TextEncoder().encode("scop....{}")]) {
    assert.throws(() => unpack(bytes), /not a message for the scope/);
  }
});
