/** Runs the tests of all files of tests/node in one process, each file as a suite that has its own hooks. */
import { readdirSync } from "node:fs";
import { describe } from "node:test";

const FOLDER = new URL("../node/", import.meta.url);

for (const name of readdirSync(FOLDER).sort()) {
  if (name.endsWith(".test.mjs")) describe(name, () => import(new URL(name, FOLDER).href));
}
