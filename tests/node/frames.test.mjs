// The frames of an animation, in files made byte by byte.

import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { decode } from "../../static/images/decoding.js";
import { countFrames, hasStill, stillOf } from "../../static/images/frames.js";
import { examine } from "../../static/images/headers.js";

const letters = (text) => [...text].map((letter) => letter.charCodeAt(0));
const big = (number) => [24, 16, 8, 0].map((bits) => (number >>> bits) & 255);
const viewOf = (bytes) => new DataView(Uint8Array.from(bytes).buffer);

const NOTE = [0x21, 0xfe, 2, 0x2c, 0x2c, 0];
const gifFrame = (table) => [0x2c, 0, 0, 0, 0, 4, 0, 4, 0, table.length ? 0x80 : 0, ...table, 2, 1, 0x2c, 0];
/** A GIF whose bytes of a comma, which begins a frame, also stand in a note, in the colours, and in the pixels. */
const GIF = [...letters("GIF89a"), 4, 0, 4, 0, 0x80, 0, 0, ...Array(6).fill(0x2c), ...NOTE, ...gifFrame([]), ...NOTE, ...gifFrame(Array(6).fill(0x2c)), 0x3b];

const pngPart = (name, content) => [...big(content.length), ...letters(name), ...content, 0, 0, 0, 0];
const HEADER = [0x89, ...letters("PNG\r\n\x1a\n"), ...pngPart("IHDR", [...big(4), ...big(4), 8, 0, 0, 0, 0])];
const png = (...parts) => [...HEADER, ...parts.flat(), ...pngPart("IDAT", letters("acTL")), ...pngPart("IEND", [])];
const claim = (count) => pngPart("acTL", [...big(count), ...big(0)]);

const riffPart = (name, content) => [...letters(name), ...big(content.length).reverse(), ...content, ...(content.length % 2 ? [0] : [])];
const webp = (parts) => [...letters("RIFF"), ...big(4 + parts.length).reverse(), ...letters("WEBP"), ...parts];
const WEBP = webp([...riffPart("VP8X", [2, 0, 0, 0, 3, 0, 0, 3, 0, 0]), ...riffPart("EXIF", letters("ANMFANMFA")), ...riffPart("ANMF", [1, 2, 3]), ...riffPart("ANMF", [1, 2])]);

const box = (name, content) => [...big(content.length + 8), ...letters(name), ...content];
const sizes = box("stsz", [0, 0, 0, 0, ...big(0), ...big(3)]);
const AVIF = [...box("ftyp", letters("avis....avif")), ...box("mdat", letters("stsz")), ...box("moov", [...box("mvhd", []), ...box("trak", box("mdia", box("minf", box("stbl", sizes))))])];

const FILES = [["GIF", GIF, 2], ["PNG", png(claim(3), pngPart("fcTL", [])), 3], ["WebP", WEBP, 2], ["AVIF", AVIF, 3]];

test("the frames of each kind are counted, wherever else their marks stand", () => {
  for (const [kind, bytes, count] of FILES) assert.equal(countFrames(kind, viewOf(bytes)), count, kind);
  assert.equal(countFrames("PNG", viewOf(png(claim(3)))), 4, "with a picture before the animation");
});

test("a still picture before an animation is told apart, and can be read alone", async () => {
  const [alone, part] = [png(claim(2)), png(claim(2), pngPart("fcTL", []))];
  assert.deepEqual([alone, part, png(), GIF].map((bytes) => hasStill("PNG", viewOf(bytes))), [true, false, false, false]);
  assert.equal(hasStill("GIF", viewOf(alone)), false);
  const frames = [...pngPart("fcTL", [1]), ...pngPart("fdAT", [2, 3])];
  for (const bytes of [alone, [...alone.slice(0, -12), ...frames, ...alone.slice(-12)]]) {
    const still = new Uint8Array(await stillOf(viewOf(bytes).buffer).arrayBuffer());
    assert.deepEqual([...still], png());
  }
  const cut = alone.slice(0, -14);
  assert.deepEqual([...new Uint8Array(await stillOf(viewOf(cut).buffer).arrayBuffer())], png().slice(0, -14));
  assert.deepEqual([...new Uint8Array(await stillOf(viewOf(png()).buffer).arrayBuffer())], png());
});

test("a picture that stands still is one frame, and so is another kind", () => {
  for (const bytes of [png(), png(claim(0)), png(claim(3), claim(3)), png(claim(0xffffffff))]) assert.equal(countFrames("PNG", viewOf(bytes)), 1);
  assert.equal(countFrames("WebP", viewOf(webp(riffPart("VP8 ", [1, 2])))), 1);
  assert.equal(countFrames("AVIF", viewOf(box("ftyp", letters("avif....")))), 1);
  assert.equal(countFrames("JPEG", viewOf(GIF)), 1);
});

test("a file that ends anywhere has no more frames than the whole, and at least one", () => {
  for (const [kind, bytes, count] of FILES) {
    for (let end = 0; end <= bytes.length; end += 1) {
      const found = countFrames(kind, viewOf(bytes.slice(0, end)));
      assert.ok(found >= 1 && found <= count, `${kind} of ${end} bytes: ${found}`);
    }
  }
});

test("a file of nothing but marks is counted quickly, to a limit", () => {
  const start = performance.now();
  const size = 20_000_000;
  const zeros = new DataView(new ArrayBuffer(size));
  for (const [kind] of FILES) assert.equal(countFrames(kind, zeros), 1, kind);
  const frames = new Uint8Array(size).fill(0x2c).fill(0, 0, 13);
  frames.set(WEBP.slice(0, 12));
  for (let at = 12; at + 8 <= 8 * 50_000; at += 8) frames.set([...letters("ANMF"), 0, 0, 0, 0], at);
  assert.equal(countFrames("WebP", new DataView(frames.buffer)), 10_000);
  assert.ok(performance.now() - start < 2_000);
});

test("whoever looks at the header of a file knows its frames", async () => {
  const unusual = { isDeepPng: false, coding: "", isHdr: false };
  const gif = { kind: "GIF", pixels: 16, isCutShort: false, frames: 2, hasStill: false, ...unusual };
  assert.deepEqual(await examine(new Blob([Uint8Array.from(GIF)])), gif);
});

/** A canvas on which everything is white. */
const CANVAS = { fillRect() {}, drawImage() {}, getImageData: (x, y, cols, rows) => ({ data: new Uint8ClampedArray(4 * cols * rows).fill(255) }) };

/** A decoder that has no eighth frame. */
class Decoder {
  static asked = [];
  static isTypeSupported = async () => true;
  constructor({ type }) {
    Decoder.asked.push(type);
  }
  async decode({ frameIndex }) {
    Decoder.asked.push(frameIndex);
    if (frameIndex === 7) throw new RangeError("no such frame");
    return { image: { close() {} } };
  }
  close() {
    Decoder.asked.push("closed");
  }
}

test("what reads a file tells its frames, whether a canvas reads the pixels or the page does", async (context) => {
  context.after(() => ["createImageBitmap", "document", "ImageDecoder"].forEach((name) => delete globalThis[name]));
  const made = { createImageBitmap: async () => ({ width: 4, height: 4, close() {} }), document: { createElement: () => ({ getContext: () => CANVAS }) } };
  Object.assign(globalThis, made);
  const file = new Blob([Uint8Array.from(GIF)]);
  const { frames, frame, canChoose, image, notes } = await decode(file, { longSide: 4 });
  assert.deepEqual([frames, frame, canChoose, image.values[0], notes], [2, 0, false, 1, []]);
  globalThis.ImageDecoder = Decoder;
  const second = await decode(file, { longSide: 4, frame: 1 });
  assert.deepEqual([second.frame, second.frames, second.canChoose], [1, 2, true]);
  assert.deepEqual(Decoder.asked.splice(0), ["image/gif", 1, "closed"]);
  const still = new Blob([Uint8Array.from(png(claim(2)))]);
  assert.deepEqual([(await decode(still, { longSide: 4, frame: 2 })).hasStill, Decoder.asked.splice(0)], [true, ["image/png", 1, "closed"]]);
  await assert.rejects(decode(file, { longSide: 4, frame: 7 }), /damaged/);
  assert.equal(Decoder.asked.splice(0).at(-1), "closed");
  const pixels = [...deflateSync(Uint8Array.from({ length: 4 * 9 }, (_, k) => (k % 9 ? k : 0)))];
  const header = [0x89, ...letters("PNG\r\n\x1a\n"), ...pngPart("IHDR", [...big(4), ...big(4), 16, 0, 0, 0, 0])];
  const deep = [...header, ...claim(5), ...pngPart("fcTL", []), ...pngPart("IDAT", pixels), ...pngPart("IEND", [])];
  const found = await decode(new Blob([Uint8Array.from(deep)]), { longSide: 4 });
  assert.deepEqual([found.frames, found.isDeep], [5, true]);
});

test("a JPEG says how it is coded, and some browsers cannot read all ways", async () => {
  const jpeg = (mark, bits) => new Blob([Uint8Array.of(0xff, 0xd8, 0xff, mark, 0, 11, bits, 0, 9, 0, 9, 1, 0xff, 0xd9)]);
  const ways = { "": [0xc0, 8], "arithmetic coding": [0xc9, 8], "12 bits": [0xc1, 12], "JPEG-LS": [0xf7, 8] };
  for (const [words, frame] of Object.entries(ways)) assert.equal((await examine(jpeg(...frame))).coding, words);
});

test("a picture for HDR screens is known by its code points, where they count", async () => {
  const pngOf = (...parts) => new Blob([Uint8Array.from([...HEADER, ...parts.flat(), ...pngPart("IDAT", [0]), ...pngPart("IEND", [])])]);
  const points = (transfer) => pngPart("cICP", [9, transfer, 0, 1]);
  assert.equal((await examine(pngOf(points(16)))).isHdr, true);
  assert.equal((await examine(pngOf(points(13)))).isHdr, false);
  assert.equal((await examine(pngOf(pngPart("IDAT", [0]), points(16)))).isHdr, false);
  const meta = letters("colrnclx\0\x09\0\x12\0\0");
  const avif = [...big(16), ...letters("ftypavif"), ...big(0), ...big(8 + meta.length), ...letters("meta"), ...meta];
  assert.equal((await examine(new Blob([Uint8Array.from(avif)]))).isHdr, true);
});
