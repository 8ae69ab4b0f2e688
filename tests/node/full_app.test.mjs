import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../../static/${name}`, import.meta.url), "utf-8");

/** The address of the link in a tab that keeps something. */
function addressWith(getItem) {
  const link = new URL("https://relu.example/");
  const page = { getElementById: (id) => (id === "full-app" ? link : null) };
  new Function("sessionStorage", "document", read("site/full_app.js"))({ getItem }, page);
  return link.href;
}

test("the link to the full app opens the view that the explorer was left with", () => {
  const kept = { addresses: [], kept: { picture: "Brick wall", stride: "2" } };
  const storage = (name) => (name === "explorer-view" ? JSON.stringify(kept) : null);
  assert.equal(addressWith(storage), "https://relu.example/?picture=Brick+wall&stride=2");
  assert.match(read("standalone/standalone.js"), /keepInTab\("explorer-view", \(\) => host\.shown\)/);
});

test("without a view, or where nothing may be kept, it leads to the start", () => {
  const refuse = () => {
    throw new Error("not in this frame");
  };
  assert.deepEqual([() => null, refuse].map(addressWith), ["https://relu.example/", "https://relu.example/"]);
});
