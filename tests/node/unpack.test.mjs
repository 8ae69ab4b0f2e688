import assert from "node:assert/strict";
import { test } from "node:test";

import { lookUp, unpack } from "../../static/scope/unpack.js";

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
  shorts: { values: Int16Array.from([-1020, 0, 51]), steps: 255 },
  floats: { values: Float32Array.from([0.1, -1e20, 3]), steps: 1 },
  doubles: { values: Float64Array.from([0.1, 1 / 3]), steps: 1 },
  nothing: { values: new Float32Array(0), steps: 1 },
};

test("every kind of array comes back, whole steps as what they stand for", () => {
  const { header, arrays } = unpack(packed({ name: "naïve −1" }, ARRAYS));
  assert.equal(header.name, "naïve −1");
  assert.deepEqual(arrays.bytes, Float32Array.from([0, 0.2, 1]));
  assert.deepEqual(arrays.shorts, Float32Array.from([-4, 0, 0.2]));
  for (const name of ["table", "floats", "doubles", "nothing"]) assert.deepEqual(arrays[name], ARRAYS[name].values);
});

test("a message that lies anywhere in a larger buffer is read as well", () => {
  const message = packed({}, ARRAYS);
  for (const shift of [1, 3, 8]) {
    const around = new Uint8Array(message.length + 16);
    around.set(message, shift);
    const { arrays } = unpack(around.subarray(shift, shift + message.length));
    assert.deepEqual(arrays.doubles, ARRAYS.doubles.values);
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

/** A table of a function, as explorer.core.activations.lookup_table makes it. */
function table(f, limit, samples = 64) {
  const nodes = (sign) => Float64Array.from({ length: samples + 1 }, (_, i) => f(sign * (limit * (i / samples) ** 2 || 1e-300)));
  return { left: nodes(-1), atZero: f(0), right: nodes(1), limit };
}

test("a piecewise-linear activation is looked up exactly, at the ends and at zero too", () => {
  const values = Float32Array.from([-3, -1.5, -0.001, 0, 0.001, 1.5, 3]);
  const relu = lookUp(table((z) => Math.max(z, 0), 3), values);
  relu.forEach((a, k) => assert.ok(Math.abs(a - Math.max(values[k], 0)) <= 1e-7));
  const leaky = lookUp(table((z) => (z > 0 ? z : 0.25 * z), 3), values);
  leaky.forEach((a, k) => assert.ok(Math.abs(a - (values[k] > 0 ? 1 : 0.25) * values[k]) <= 1e-7));
});

test("the step jumps at zero and nowhere else", () => {
  const values = Float32Array.from([-3, -1e-30, -0, 0, 1e-30, 3]);
  assert.deepEqual([...lookUp(table((z) => (z > 0 ? 1 : 0), 3), values)], [0, 0, 0, 0, 1, 1]);
});

test("the value at zero is the table's own, whatever stands beside it", () => {
  const found = lookUp({ left: Float64Array.of(5, 5), atZero: 7, right: Float64Array.of(9, 9), limit: 1 }, Float32Array.of(-0.5, 0, 0.5));
  assert.deepEqual([...found], [5, 7, 9]);
});

test("a value that rounding has pushed past the limit continues the last line", () => {
  const [found] = lookUp(table((z) => Math.max(z, 0), 3), Float32Array.of(3.0000002));
  assert.ok(Math.abs(found - 3.0000002) < 1e-6);
});
