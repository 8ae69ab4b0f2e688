import assert from "node:assert/strict";
import { test } from "node:test";

import { Kept, keepSentFiles } from "../../static/page/kept.js";

const PIN = { settings: { stride: 2 }, upload: 7 };
const holds = (session, files = {}, pinned = null) => ({ session, upload: 0, files, pinned });

test("a session with nothing in it is told what the one before held, until all is given back", () => {
  const kept = new Kept();
  assert.equal(kept.compare(holds("a")), null);
  assert.equal(kept.compare(holds("a", { one: 7 }, PIN)), null);
  const lost = kept.compare(holds("b"));
  assert.deepEqual(lost, holds("b", { one: 7 }, PIN));
  assert.equal(kept.compare(holds("b", {}, PIN)), null); // the file is on its way
  assert.deepEqual(kept.compare(holds("c")), holds("c", { one: 7 }, PIN)); // lost again before it arrived
  kept.finish();
  assert.equal(kept.compare(holds("c", { other: 7 }, PIN)), null);
  assert.deepEqual(kept.compare(holds("d")).files, { other: 7 });
});

test("nothing is given to a session that has something, and nothing is made of nothing", () => {
  const kept = new Kept();
  kept.compare(holds("a"));
  assert.equal(kept.compare(holds("b")), null);
  kept.compare(holds("b", { one: 1 }));
  assert.equal(kept.compare(holds("c", { new: 2 })), null);
  assert.deepEqual(kept.compare(holds("d")).files, { new: 2 });
});

test("a file is held when the session says so", () => {
  const kept = new Kept();
  assert.ok(!kept.isHeld("one") && !kept.hasPicture);
  kept.compare(holds("a", { one: 1 }));
  assert.deepEqual(["one", "two"].map((name) => kept.isHeld(name)), [true, false]);
  assert.ok(kept.hasPicture);
});

test("view A alone is given back, too", () => {
  const kept = new Kept();
  kept.compare(holds("a", {}, PIN));
  assert.deepEqual(kept.compare(holds("b")).pinned, PIN);
});

test("a file is forgotten when a later one is held and it is not", () => {
  const kept = new Kept();
  const file = new File(["x"], "mine.png");
  for (const name of ["refused", "one", "two"]) kept.keep(name, file);
  kept.compare(holds("a", { one: 1 }));
  assert.deepEqual(["refused", "one", "two"].map((name) => kept.fileOf(name) === file), [false, true, true]); // "two" is new
  kept.compare(holds("a", { two: 2 }));
  assert.deepEqual(["one", "two"].map((name) => kept.fileOf(name) === file), [false, true]);
});

/** Requests whose sender notes what it was asked; returns what was kept and sent. */
function sent(method, address, ...bodies) {
  const sender = Object.assign(new EventTarget(), {
    status: 204,
    calls: [],
    open(...given) { this.calls.push(given); },
    send(body) { this.calls.push(body); },
  });
  const [kept, arrived] = [[], []];
  const keep = (name, { name: own }) => kept.push([name, own]);
  keepSentFiles(sender, "/_stcore/upload_file/", { keep, expect: (name) => arrived.push(name) });
  sender.open(method, address, true);
  for (const body of bodies) sender.send(body);
  assert.deepEqual(arrived, []); // not before it has gone over
  sender.dispatchEvent(new Event("load"));
  assert.deepEqual(arrived, kept.map(([name]) => name));
  return { kept, calls: sender.calls };
}

test("a file that goes to the server is kept under the server's name for it, and goes as before", () => {
  const form = new FormData();
  form.append("mine.png", new File(["x"], "mine.png"), "mine.png");
  form.append("note", "no file");
  const address = "http://localhost/relu/_stcore/upload_file/session-1/file-2";
  assert.deepEqual(sent("put", address, form), { kept: [["file-2", "mine.png"]], calls: [["put", address, true], form] });
  assert.deepEqual(sent("DELETE", address, form).kept, []);
  assert.deepEqual(sent("PUT", "http://localhost/other/file-2", form).kept, []);
  assert.deepEqual(sent("PUT", address, null, "text").kept, []);
});

test("a file that does not arrive is told, with the status of the answer", () => {
  const failed = [];
  const sender = { open() {}, send() {} };
  const fail = ({ name }, status) => failed.push([name, status]);
  keepSentFiles(sender, "/upload/", { keep() {}, expect: (name) => failed.push(name), fail });
  const form = new FormData();
  form.append("mine.png", new File(["x"], "mine.png"), "mine.png");
  for (const [kind, status] of [["load", 204], ["load", 400], ["load", 413], ["load", 502], ["error", 0], ["abort", 0]]) {
    const request = Object.assign(new EventTarget(), { status });
    sender.open.call(request, "PUT", "/upload/one");
    sender.send.call(request, form);
    request.dispatchEvent(new Event(kind));
  }
  assert.deepEqual(failed, ["one", ["mine.png", 400], ["mine.png", 413], ["mine.png", 502], ["mine.png", 0]]); // who aborts wants no file
});
