import assert from "node:assert/strict";
import test from "node:test";

import { corrected } from "../../static/standalone/packing.js";
import { PictureBox } from "../../static/standalone/pictures.js";

const picture = (rows, cols) => ({ values: new Float32Array(rows * cols), rows, cols });

test("the line of a picture of one's own begins in its middle, where Python has it", () => {
  const pictures = new PictureBox({}, () => Promise.reject());
  const number = pictures.add({ image: picture(90, 120), height: 90, width: 120 });
  assert.deepEqual(pictures.ownGrids(number)[512], { rows: 90, cols: 120, row: 44, col: 60 });
});

test("a small picture is unpacked with the help of the largest, which is unpacked once", async () => {
  const asked = [];
  const unpack = async (name, { rows, cols }, largest) => {
    asked.push([name, largest?.cols ?? null]);
    return picture(rows, cols);
  };
  const pictures = new PictureBox({}, unpack);
  assert.equal((await pictures.load("Cat", 64, 0)).cols, 64);
  assert.equal((await pictures.load("Cat", 128, 0)).cols, 128);
  assert.deepEqual(asked, [
    ["Cat 512", null],
    ["Cat 64", 451],
    ["Cat 128", 451],
  ]);
});

test("a difference counts on from 255 at 0 and back, as bytes do in Python", () => {
  const shrunk = { values: Float32Array.of(255 / 255, 0, 7 / 255), rows: 1, cols: 3 };
  const { values, rows, cols } = corrected(Uint8Array.of(2, 255, 0), shrunk);
  assert.deepEqual([...values].map((value) => Math.round(255 * value)), [1, 255, 7]);
  assert.deepEqual([rows, cols], [1, 3]);
});
