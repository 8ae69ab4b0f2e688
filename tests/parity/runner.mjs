// Answers the questions of tests/parity/node.py: one line of JSON in, one line of JSON out, until the input ends.

import { createInterface } from "node:readline";

const STATIC = new URL("../../static/", import.meta.url);
const ARRAYS = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array, Uint8ClampedArray };

/** Arrays, and numbers that JSON has no word for, travel as {type, value}. */
function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== "object") return value;
  if (value.type === "number") return Number(value.value);
  if (value.type in ARRAYS) return new ARRAYS[value.type](Uint8Array.from(Buffer.from(value.value, "base64")).buffer);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, decoded(part)]));
}

function encoded(value) {
  if (typeof value === "number") {
    const isPlain = Number.isFinite(value) && !Object.is(value, -0);
    return isPlain ? value : { type: "number", value: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (typeof value === "function") return { type: "function" };
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { type: value.constructor.name, value: bytes.toString("base64") };
  }
  if (Array.isArray(value)) return value.map(encoded);
  if (value === null || typeof value !== "object") return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, encoded(part)]));
}

async function answer({ module, name, args }) {
  const exported = await import(new URL(`${module}.js`, STATIC).href);
  if (name === "*") return { value: encoded({ ...exported }) };
  const found = name.split(".").reduce((owner, part) => owner[part], exported);
  if (args === null) return { value: encoded(found) };
  try {
    return { value: encoded(await found(...decoded(args))) };
  } catch (error) {
    return { error: `${error.constructor.name}: ${error.message}` };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const results = await Promise.all(JSON.parse(line).calls.map(answer));
  process.stdout.write(`${JSON.stringify(results)}\n`);
}
