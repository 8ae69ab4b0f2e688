// How many frames an animation has, from the outline of its file. Twin of explorer/images/frames.py and of what
// Pillow counts, for the kinds that browsers read; and the still picture of a PNG that also moves.

import { MOST_FRAMES } from "../core/catalog.js";
import { pngParts } from "./png_parts.js";

/** So many parts of a file are looked at. */
const MOST_PARTS = 100_000;
/** An APNG that claims more frames is read as a picture that stands still. */
const MOST_CLAIMED = 0x80000000;
/** The parts of a PNG that make it move. */
const MOVING = ["acTL", "fcTL", "fdAT"];
/** The parts of an AVIF that moves, each in the one before; the last one lists the sizes of its frames. */
const WAY_TO_SIZES = ["moov", "trak", "mdia", "minf", "stbl", "stsz"];

/** @type {Record<string, (view: DataView) => number>} */
const COUNTS = { GIF: gif, PNG: png, WebP: webp, AVIF: avif, TIFF: tiff };

/** Count the frames of a file, at least 1; no pixel is decoded. @param {string} kind @param {DataView} view */
export const countFrames = (kind, view) => Math.max(1, Math.min(COUNTS[kind]?.(view) ?? 1, MOST_FRAMES));

/** @type {(view: DataView, at: number) => string} */
const nameAt = (view, at) => String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(at + k)));

/** Go from picture to picture. @param {DataView} view */
function gif(view) {
  let [at, found] = [13 + tableSize(view, 10), 0];
  while (at < view.byteLength && found < MOST_FRAMES) {
    const mark = view.getUint8(at);
    if (mark === 0x21) at = behindBlocks(view, at + 2); // a note, or how the next frame follows
    else if (mark === 0x2c) {
      found += 1;
      at = behindBlocks(view, at + 11 + tableSize(view, at + 9));
    } else break;
  }
  return found;
}

/** Go from page to page; of a TIFF of another kind (BigTIFF) no browser reads any. @param {DataView} view */
function tiff(view) {
  const isLittle = view.getUint8(0) === 0x49;
  if (view.getUint16(2, isLittle) !== 42) return 1;
  let found = 0;
  for (let at = view.getUint32(4, isLittle); at && at + 2 <= view.byteLength && found < MOST_FRAMES; found += 1) {
    const end = at + 2 + 12 * view.getUint16(at, isLittle);
    at = end + 4 <= view.byteLength ? view.getUint32(end, isLittle) : 0;
  }
  return found;
}

/** How many bytes the table of colours has that the flags at a place announce. @param {DataView} view @param {number} at */
function tableSize(view, at) {
  const flags = at < view.byteLength ? view.getUint8(at) : 0;
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** @param {DataView} view @param {number} at */
function behindBlocks(view, at) {
  while (at < view.byteLength && view.getUint8(at)) at += view.getUint8(at) + 1;
  return at + 1;
}

/** A first picture that is not part of the animation is one more. @param {DataView} view */
function png(view) {
  const { claimed, isPart } = animation(view);
  return claimed + Number(!isPart);
}

/** What a PNG claims before its pixels: how many frames, 0 without any; whether those pixels are one of them. @param {DataView} view */
function animation(view) {
  let [claimed, isPart] = [0, false];
  for (const { name, at } of pngParts(view)) {
    if (name === "acTL") claimed = claimed ? 0 : view.getUint32(at + 8);
    else if (name === "fcTL") isPart = true;
    else if (name === "IDAT") return claimed && claimed <= MOST_CLAIMED ? { claimed, isPart } : { claimed: 0, isPart: false };
  }
  return { claimed: 0, isPart: false };
}

/** Whether the first picture of a file is a still one, beside an animation. @type {(kind: string, view: DataView) => boolean} */
export function hasStill(kind, view) {
  if (kind !== "PNG") return false;
  const { claimed, isPart } = animation(view);
  return claimed > 0 && !isPart;
}

/** The same PNG without its animation, which browsers would show instead. @param {ArrayBuffer} file @returns {Blob} */
export function stillOf(file) {
  const parts = [...pngParts(new DataView(file))];
  const kept = parts.filter(({ name }) => !MOVING.includes(name)).map(({ at, end }) => file.slice(at, end));
  return new Blob([file.slice(0, 8), ...kept, file.slice(parts.at(-1)?.end ?? 8)]);
}

/** @param {DataView} view */
function webp(view) {
  let found = 0;
  for (let at = 12, k = 0; k < MOST_PARTS && at + 8 <= view.byteLength; k += 1) {
    if (nameAt(view, at) === "ANMF") found += 1;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return found;
}

/** @param {DataView} view */
function avif(view) {
  let [at, end] = [0, view.byteLength];
  for (const name of WAY_TO_SIZES) {
    const start = startOf(view, name, at, end);
    if (start < 0) return 1;
    end = Math.min(end, start + view.getUint32(start));
    at = start + 8;
  }
  return at + 12 <= end ? view.getUint32(at + 8) : 1;
}

/** Where the part of some name begins; -1 if there is none. @type {(view: DataView, name: string, at: number, end: number) => number} */
function startOf(view, name, at, end) {
  for (let k = 0; k < MOST_PARTS && at + 8 <= end; k += 1, at += Math.max(8, view.getUint32(at))) {
    if (nameAt(view, at + 4) === name) return at;
  }
  return -1;
}
