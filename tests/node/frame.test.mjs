import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Frame } from "../../static/page/frame.js";

const event = () => new Promise((done) => setTimeout(done)); // all that was put off to the end of the present event

let waiting = [];
const paint = () => waiting.splice(0).forEach((callback) => callback?.());
let shown = 0;
let frame;
beforeEach(() => {
  waiting = [];
  shown = 0;
  globalThis.requestAnimationFrame = (callback) => waiting.push(callback);
  globalThis.cancelAnimationFrame = (number) => (waiting[number - 1] = null);
  frame = new Frame(() => (shown += 1));
});

test("the changes of one event are shown once, when it is over and before the next frame", async () => {
  frame.ask();
  frame.ask();
  assert.equal(shown, 0);
  await event();
  assert.equal(shown, 1);
  paint();
  assert.equal(shown, 1);
});

test("more events before a frame are shown once more, in that frame", async () => {
  for (let k = 0; k < 5; k += 1) {
    frame.ask();
    await event();
  }
  assert.equal(shown, 1);
  paint();
  assert.equal(shown, 2);
});

test("while every frame has something new it is shown in the frames, and after a quiet one at once again", async () => {
  frame.ask();
  await event();
  for (let k = 0; k < 3; k += 1) {
    frame.ask();
    await event();
    assert.equal(shown, 1 + k);
    paint();
    assert.equal(shown, 2 + k);
  }
  paint();
  frame.ask();
  await event();
  assert.equal(shown, 5);
});

test("a change within a frame is shown in that frame", async () => {
  frame.ask();
  await event();
  waiting.unshift(() => frame.ask());
  paint();
  await event();
  assert.equal(shown, 2);
});

test("what can wait is shown in the next frame, unless something else is shown before", async () => {
  frame.askLater();
  await event();
  assert.equal(shown, 0);
  paint();
  assert.equal(shown, 1);
  frame.askLater();
  frame.now();
  assert.equal(shown, 2);
  paint();
  assert.equal(shown, 2);
});

test("what is asked for while showing is shown too", async () => {
  const again = new Frame(() => {
    shown += 1;
    if (shown === 1) again.ask();
  });
  again.ask();
  await event();
  paint();
  assert.equal(shown, 2);
});

test("nothing is shown after the end", async () => {
  frame.ask();
  frame.close();
  await event();
  frame.askLater();
  frame.close();
  paint();
  frame.now();
  assert.equal(shown, 0);
});
