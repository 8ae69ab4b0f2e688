import assert from "node:assert/strict";
import { test } from "node:test";

import { Line, followLine } from "../../static/page/line.js";

/** Connections of a page, their messages from the server, the clock. */
function open() {
  class Socket extends EventTarget {
    sent = [];
    closed = 0;
    send(message) { this.sent.push(message); }
    close() { this.closed += 1; }
    end() { this.dispatchEvent(new Event("close")); }
    hear() { this.dispatchEvent(new Event("message")); }
  }
  const time = { now: 1000 };
  const line = new Line(() => time.now);
  followLine(Socket.prototype, line);
  const pass = (ms) => { time.now += ms; line.look(); };
  return { one: new Socket(), other: new Socket(), pass, line };
}

test("a connection that gives no word for half a minute after something was sent is closed, once", () => {
  const { one, pass } = open();
  pass(1e6); // nothing was sent
  one.send("a");
  pass(20_000);
  one.send("again");
  assert.equal(one.closed, 0);
  pass(10_000);
  pass(60_000);
  assert.deepEqual([one.closed, one.sent], [1, ["a", "again"]]);
});

test("any word shows that it lives, and nothing is expected where nothing was sent", () => {
  const { one, pass } = open();
  one.send("a");
  pass(29_000);
  one.hear();
  pass(1e6);
  one.send("b");
  pass(29_000);
  assert.equal(one.closed, 0);
  pass(1_000);
  assert.equal(one.closed, 1);
});

test("only the last connection counts", () => {
  const { one, other, pass } = open();
  one.send("a");
  pass(20_000);
  other.send("b");
  one.hear(); // late
  pass(29_000);
  assert.deepEqual([one.closed, other.closed], [0, 0]);
  pass(1_000);
  assert.deepEqual([one.closed, other.closed], [0, 1]);
});

test("what was sent waits for a word until one comes, or the connection ends", () => {
  const { one, other, pass, line } = open();
  assert.equal(line.waiting, null);
  one.send("a");
  const first = line.waiting;
  pass(5_000);
  one.send("again");
  assert.deepEqual([typeof first, line.waiting], ["string", first]);
  one.hear();
  assert.equal(line.waiting, null);
  one.send("b");
  assert.notEqual(line.waiting, first);
  one.end();
  assert.equal(line.waiting, null);
  other.send("c");
  one.end(); // late
  assert.notEqual(line.waiting, null);
});

test("a connection can be made anew at any time, and before the first one nothing happens", () => {
  const { one, line, pass } = open();
  line.renew();
  one.send("a");
  line.renew();
  pass(1e6);
  assert.equal(one.closed, 1);
});
