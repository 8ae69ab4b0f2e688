// The network's page without a server and its elements: what is told of the visitor's own picture, and its frames.

import assert from "node:assert/strict";
import { test } from "node:test";

import { YOUR_PICTURE } from "../../static/core/catalog.js";
import { UnreadableImage } from "../../static/images/headers.js";
import { NetworkModel } from "../../static/network/model.js";
import { NetworkHost } from "../../static/standalone/network_host.js";
import { NetworkPictures } from "../../static/standalone/network_pictures.js";

globalThis.requestAnimationFrame ??= (act) => setTimeout(act, 16);
globalThis.cancelAnimationFrame ??= clearTimeout;

const SIDE = 4; // too small for the network to look at, so nothing is computed
const NOTE = "0 to 65535 became 0 to 1.";

/** A picture of three frames; the last one cannot be read. */
const read = ({ frame, over }) => {
  if (frame === 2) throw new UnreadableImage("This picture is damaged.");
  const levels = new Uint8Array(3 * SIDE * SIDE).fill(frame);
  return { rows: SIDE, cols: SIDE, levels, frame, frames: 3, canChoose: true, over, notes: [NOTE] };
};

async function opened() {
  const model = new NetworkModel();
  const pictures = new NetworkPictures({ photographs: [], scenes: {} }, () => Promise.reject());
  const host = new NetworkHost(model, {}, pictures, { write() {}, opened() {} }, ({ levels }) => `level ${levels[0]}`);
  host.takePicture({ ...read({ frame: 0, over: "white" }), reread: async (choice) => read(choice) });
  await host.open({ picture: YOUR_PICTURE });
  return { model, host };
}

const settled = () => new Promise(setImmediate);

test("another frame, or another background, of the visitor's own file is looked at, and one that cannot be read says so", async () => {
  const { model, host } = await opened();
  const said = ["It is transparent in places, and lies over white.", NOTE];
  assert.deepEqual([model.file.said, model.file.frames, model.picture.address], [said, 3, "level 0"]);
  await host.reread({ upload: model.upload, frame: 1, over: "black" });
  await settled();
  assert.deepEqual([model.file.frame, model.file.over, model.picture.address, model.upload], [1, "black", "level 1", 2]);
  await host.reread({ upload: 2, frame: 2, over: "black" });
  await settled();
  assert.match(model.file.problem.text, /^Frame 3 of 3 cannot be read/);
  assert.deepEqual([model.file.frame, model.upload], [1, 2]);
  model.undo();
  await settled();
  assert.deepEqual([model.file.frame, model.file.problem, model.picture.address], [0, null, "level 0"]);
  await host.reread({ upload: 99, frame: 1, over: "white" });
  assert.equal(model.upload, 1);
});
