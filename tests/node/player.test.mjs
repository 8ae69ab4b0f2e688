import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Player, connected, volume } from "../../static/page/player.js";

/** The page's events and frames, and all that has been asked of Web Audio; the clock stands until `at` is called. */
let page, frames, contexts;

class FakeContext {
  constructor() {
    Object.assign(this, { sampleRate: 100, currentTime: 7, state: "suspended", sources: [], levels: [], destination: "out" });
    contexts.push(this);
  }
  createBuffer(_, length, rate) {
    return { length, rate, copyToChannel: (samples) => (this.samples = samples) };
  }
  createBufferSource() {
    const source = { connect: (to) => to, start: (when) => (source.began = when), stop: (when) => (source.stopped = when) };
    this.sources.push(source);
    return source;
  }
  createGain() {
    const gain = { value: 1, setTargetAtTime: (value) => (gain.value = value) };
    const level = { gain, connect: (to) => to };
    this.levels.push(level);
    return level;
  }
  async resume() {
    this.state = "running";
  }
  async suspend() {
    this.state = "suspended";
  }
  async close() {
    this.state = "closed";
  }
}

beforeEach(() => {
  [page, frames, contexts] = [new EventTarget(), [], []];
  volume.percent = 50;
  Object.assign(globalThis, { document: page, AudioContext: FakeContext, requestAnimationFrame: (next) => frames.push(next) });
});

const key = (name) => {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key: name });
  page.dispatchEvent(event);
  return event;
};

/** A player that plays three samples, with what it has told. */
async function playing() {
  const [player, told] = [new Player(), []];
  const listener = { moved: (seconds) => told.push(seconds), ended: () => told.push("ended") };
  const start = () => player.start((rate) => Float32Array.of(0, rate / 100, 0), listener);
  start();
  await null;
  await null;
  return { player, told, start, context: contexts[0] };
}

test("nothing is asked of the machine before the first press, and one context serves all sounds", async () => {
  const silent = new Player();
  silent.setVolume(20);
  silent.stop();
  silent.close();
  assert.equal(contexts.length, 0);
  volume.percent = 50;
  const { player, start, context } = await playing();
  assert.equal(context.state, "running");
  assert.deepEqual([...context.samples], [0, 1, 0]);
  start();
  assert.equal(contexts.length, 1);
  assert.equal(context.sources.length, 2);
  assert.ok(player.isPlaying);
});

test("it tells what has been heard once a frame until the sound is over, and then rests", async () => {
  const { player, told, context } = await playing();
  assert.equal(context.sources[0].began, 7);
  context.currentTime = 7.5;
  frames.shift()();
  context.outputLatency = 0.25;
  frames.shift()();
  assert.deepEqual(told, [0, 0, 0.5, 0.25]);
  context.sources[0].onended();
  assert.deepEqual(told.at(-1), "ended");
  assert.equal(context.state, "suspended");
  assert.equal(player.isPlaying, false);
  frames.shift()();
  assert.equal(frames.length, 0);
});

test("Escape ends the sound and does nothing else; other keys do nothing", async () => {
  const { player, told, context } = await playing();
  assert.equal(key("a").defaultPrevented, false);
  assert.ok(player.isPlaying);
  assert.equal(key("Escape").defaultPrevented, true);
  assert.deepEqual(told, [0, 0, "ended"]);
  assert.equal(context.levels[0].gain.value, 0); // dies away before it stops
  assert.ok(context.sources[0].stopped > 7);
  assert.equal(key("Escape").defaultPrevented, false); // silent: the key is not ours
});

test("a page that is hidden is silent", async () => {
  const { player } = await playing();
  page.dispatchEvent(new Event("visibilitychange"));
  assert.ok(player.isPlaying);
  page["hidden"] = true;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(player.isPlaying, false);
});

test("a sound that another one replaces does not end that one", async () => {
  const { player, told, start, context } = await playing();
  start();
  assert.deepEqual(told, [0, 0, "ended", 0]);
  context.sources[0].onended();
  assert.ok(player.isPlaying);
  assert.equal(context.state, "running");
});

test("a sound that is stopped before it begins never begins", async () => {
  const [player, told] = [new Player(), []];
  player.start(() => Float32Array.of(0), { moved: () => {}, ended: () => told.push("ended") });
  player.stop();
  await null;
  await null;
  assert.deepEqual(told, ["ended"]);
  assert.equal(contexts[0].sources[0].began, undefined);
  assert.equal(contexts[0].state, "suspended");
});

test("the volume holds for all that plays on the page, and is heard at once", async () => {
  const { player, context } = await playing();
  assert.equal(context.levels[0].gain.value, 0.25);
  player.setVolume(100);
  assert.equal(context.levels[0].gain.value, 1);
  const other = await playing();
  assert.equal(contexts[1].levels[0].gain.value, 1);
  other.player.setVolume(0);
  assert.equal(connected(/** @type {any} */ (new FakeContext()), Float32Array.of(0), volume.percent).level.gain.value, 0);
});

test("closed, it gives the machine's way out back", async () => {
  const { player, told, context } = await playing();
  player.close();
  assert.equal(told.at(-1), "ended");
  assert.equal(context.state, "closed");
});
