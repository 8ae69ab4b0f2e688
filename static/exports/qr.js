// A link as a QR code (ISO/IEC 18004): its bytes at the lowest level of error correction, as explorer/exports/qr.py asks for.

/** Bytes for error correction in a block, and how many blocks there are, for each version from 1 on. */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];
/** Says that bytes follow, and the level of error correction, in bits. */
const [BYTES, LEVEL] = [0b0100, 0b01];

/** Which module a mask turns over, by its row and column. @type {((r: number, c: number) => boolean)[]} */
const MASKS = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The modules of a code row by row, 1 for a dark one, and which of them are no data. @typedef {{side: number, dark: Uint8Array, isFixed: Uint8Array}} Code */

/**
 * The QR code of a link.
 * @param {string} link
 * @returns {number[][]} rows of modules, 1 for a dark one, without the quiet zone of four modules; null if it is too long:
 *     2953 bytes fit
 */
export function modules(link) {
  const bytes = new TextEncoder().encode(link);
  const version = CORRECTION.findIndex((_, k) => 8 * bytes.length + 4 + lengthBits(k + 1) <= 8 * dataBytes(k + 1)) + 1;
  if (!version) return null;
  const code = framed(version);
  fillIn(code, interleaved(dataOf(bytes, version), version));
  const masked = MASKS.map((_, mask) => maskedBy(code, mask));
  const best = masked.reduce((one, other) => (penalty(other) < penalty(one) ? other : one));
  return Array.from({ length: best.side }, (_, row) => [...best.dark.slice(row * best.side, (row + 1) * best.side)]);
}

/** @type {(version: number) => number} */
const lengthBits = (version) => (version < 10 ? 8 : 16);
const sideOf = (version) => 17 + 4 * version;

/** All bytes that a code of a version holds. @type {(version: number) => number} */
function allBytes(version) {
  const spots = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const finders = 3 * 64 + 2 * 15 + 1; // with their borders; the two words of the format and the dark module
  const timing = 2 * (sideOf(version) - 16);
  const alignment = spots ? 25 * (spots * spots - 3) - 10 * (spots - 2) : 0; // some lie on the timing
  return (sideOf(version) ** 2 - finders - timing - alignment - (version < 7 ? 0 : 36)) >> 3;
}

/** Those of them that are left for the link. @type {(version: number) => number} */
const dataBytes = (version) => allBytes(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

/** The link with what stands before it and what fills the rest. @type {(bytes: Uint8Array, version: number) => number[]} */
function dataOf(bytes, version) {
  const bits = [];
  const add = (value, count) => {
    for (let k = count - 1; k >= 0; k -= 1) bits.push((value >>> k) & 1);
  };
  add(BYTES, 4);
  add(bytes.length, lengthBits(version));
  for (const byte of bytes) add(byte, 8);
  const room = 8 * dataBytes(version);
  add(0, Math.min(4, room - bits.length));
  add(0, -bits.length & 7);
  for (let fill = 0xec; bits.length < room; fill ^= 0xec ^ 0x11) add(fill, 8);
  return Array.from({ length: room / 8 }, (_, k) => parseInt(bits.slice(8 * k, 8 * k + 8).join(""), 2));
}

/** Cut data into blocks, add the error correction of each, and take from all in turn. @type {(data: number[], version: number) => number[]} */
function interleaved(data, version) {
  const [count, extra] = [BLOCKS[version - 1], CORRECTION[version - 1]];
  const short = Math.floor(data.length / count);
  const isLong = (k) => k >= count - (data.length % count);
  const divisor = generator(extra);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, k) => data.slice(from, (from += short + Number(isLong(k)))));
  const inTurn = (lists, length) => Array.from({ length }, (_, k) => lists.flatMap((list) => list.slice(k, k + 1))).flat();
  return [...inTurn(blocks, short + 1), ...inTurn(blocks.map((block) => remainder(block, divisor)), extra)];
}

/** The product of two bytes in the field of 256 elements, whose polynomial is 0x11d. @type {(one: number, other: number) => number} */
function times(one, other) {
  let product = 0;
  for (let k = 7; k >= 0; k -= 1) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((other >>> k) & 1) * one);
  return product;
}

/** The divisor of a Reed-Solomon code, the first factor left out. @type {(degree: number) => number[]} */
function generator(degree) {
  let found = [1];
  for (let k = 0, root = 1; k < degree; k += 1, root = times(root, 2)) {
    const next = [...found, 0];
    found.forEach((factor, place) => (next[place + 1] ^= times(factor, root)));
    found = next;
  }
  return found.slice(1);
}

/** The bytes for error correction of a block. @type {(block: number[], divisor: number[]) => number[]} */
function remainder(block, divisor) {
  const rest = divisor.map(() => 0);
  for (const byte of block) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((one, k) => (rest[k] ^= times(one, factor)));
  }
  return rest;
}

/** A code without its data. @type {(version: number) => Code} */
function framed(version) {
  const side = sideOf(version);
  const code = { side, dark: new Uint8Array(side * side), isFixed: new Uint8Array(side * side) };
  for (let k = 0; k < side; k += 1) {
    set(code, 6, k, k % 2 === 0);
    set(code, k, 6, k % 2 === 0);
  }
  for (const [row, col] of [[3, 3], [3, side - 4], [side - 4, 3]]) square(code, row, col, 4, (far) => far !== 2 && far !== 4);
  const spots = alignmentSpots(version);
  for (const row of spots) {
    for (const col of spots) if (!isAtCorner(row, col, side)) square(code, row, col, 2, (far) => far !== 1);
  }
  writeFormat(code, 0);
  if (version >= 7) writeVersion(code, version);
  return code;
}

/** @type {(code: Code, row: number, col: number, isDark: boolean|number) => void} */
function set({ side, dark, isFixed }, row, col, isDark) {
  if (row < 0 || col < 0 || row >= side || col >= side) return;
  dark[row * side + col] = Number(isDark);
  isFixed[row * side + col] = 1;
}

/** Draw rings around a place. @type {(code: Code, row: number, col: number, reach: number, isDark: (far: number) => boolean) => void} */
function square(code, row, col, reach, isDark) {
  for (let r = -reach; r <= reach; r += 1) {
    for (let c = -reach; c <= reach; c += 1) set(code, row + r, col + c, isDark(Math.max(Math.abs(r), Math.abs(c))));
  }
}

/** @type {(row: number, col: number, side: number) => boolean} */
const isAtCorner = (row, col, side) => Number(row === 6) + Number(col === 6) + Number(row === side - 7) + Number(col === side - 7) > 1 && row + col < 2 * (side - 7);

/** The rows and columns of the small squares. @type {(version: number) => number[]} */
function alignmentSpots(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, k) => sideOf(version) - 7 - (count - 2 - k) * step)];
}

/** A word with what corrects errors in it. @type {(word: number, polynomial: number, count: number) => number} */
function corrected(word, polynomial, count) {
  let rest = word;
  for (let k = 0; k < count; k += 1) rest = (rest << 1) ^ ((rest >>> (count - 1)) * polynomial);
  return (word << count) | rest;
}

/** Write the level and the mask, twice. @type {(code: Code, mask: number) => void} */
function writeFormat(code, mask) {
  const bits = corrected((LEVEL << 3) | mask, 0x537, 10) ^ 0x5412;
  const { side } = code;
  for (let k = 0; k < 15; k += 1) {
    const isDark = (bits >>> k) & 1;
    set(code, k < 6 ? k : k < 8 ? k + 1 : 8, k < 8 ? 8 : k === 8 ? 7 : 14 - k, isDark);
    set(code, k < 8 ? 8 : side - 15 + k, k < 8 ? side - 1 - k : 8, isDark);
  }
  set(code, side - 8, 8, true);
}

/** @type {(code: Code, version: number) => void} */
function writeVersion(code, version) {
  const bits = corrected(version, 0x1f25, 12);
  for (let k = 0; k < 18; k += 1) {
    const [far, near] = [code.side - 11 + (k % 3), Math.floor(k / 3)];
    set(code, far, near, (bits >>> k) & 1);
    set(code, near, far, (bits >>> k) & 1);
  }
}

/** Write the bytes, two columns at a time from the right, up and down. @type {(code: Code, bytes: number[]) => void} */
function fillIn({ side, dark, isFixed }, bytes) {
  let bit = 0;
  for (let right = side - 1, isUp = true; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) {
    for (let k = 0; k < 2 * side; k += 1) {
      const row = k >> 1;
      const place = (isUp ? side - 1 - row : row) * side + right - (k & 1);
      if (isFixed[place] || bit >= 8 * bytes.length) continue;
      dark[place] = (bytes[bit >> 3] >>> (7 - (bit & 7))) & 1;
      bit += 1;
    }
  }
}

/** @type {(code: Code, mask: number) => Code} */
function maskedBy({ side, dark, isFixed }, mask) {
  const turned = dark.map((one, k) => (isFixed[k] ? one : one ^ Number(MASKS[mask](Math.floor(k / side), k % side))));
  const code = { side, dark: turned, isFixed };
  writeFormat(code, mask);
  return code;
}

/** How hard a code is to read: long runs, blocks, what looks like a corner, too much of one kind. @type {(code: Code) => number} */
function penalty({ side, dark }) {
  const text = (from, step) => Array.from({ length: side }, (_, k) => dark[from + k * step]).join("");
  const lines = Array.from({ length: side }, (_, k) => [text(k * side, 1), text(k, side)]).flat();
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const corners = lines.flatMap((line) => line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  const isBlock = (k) => k % side < side - 1 && dark[k] === dark[k + 1] && dark[k] === dark[k + side] && dark[k] === dark[k + side + 1];
  const blocks = dark.subarray(0, -side).reduce((sum, _, k) => sum + Number(isBlock(k)), 0);
  const share = dark.reduce((sum, one) => sum + one, 0) / dark.length;
  return runs + 40 * corners + 3 * blocks + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
