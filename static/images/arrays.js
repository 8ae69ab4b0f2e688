// Pictures that are arrays of numbers: files of NumPy (.npy, .npz), and tables (.csv). Twin of explorer/images/arrays.py.

import { ARRAYS } from "../core/catalog.js";
import { areCells, faultOf, withoutNamesBeside } from "./cells.js";
import { checkSides, refusal } from "./headers.js";
import { haveNumbers, haveTwoSigns, mayHaveGroups, plainText, unquoted, withTabs, withoutNames, writtenText } from "./tables.js";

/** Rows by columns by channels, with the type of the numbers as in `ranges.js`. @typedef {import("./ranges.js").Numbers & {rows: number, cols: number, channels: number, names?: string}} Array */

/** A number whose whole part is in groups of three digits. */
const GROUPS = /^ *[-+]?[0-9]{1,3}(?: [0-9]{3})+(?![0-9])[^ ]* *$/;
const HEADER = /'descr': *'([<>|=])([a-z])(\d+)', *'fortran_order': *(True|False), *'shape': *\(([\d, ]*)\)/;

/** Read a file of one array, as `numpy.save` writes it. @param {DataView} view @returns {Array} */
export function readArray(view) {
  const isLong = view.getUint8(6) > 1;
  const start = (isLong ? 12 : 10) + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  const [, order, kind, size, fortran, text] = HEADER.exec(lettersOf(view, 10, Math.min(start, 10_000))) ?? [];
  if (!kind || !"buif".includes(kind)) throw refusal("NO_REAL_NUMBERS");
  const shape = text.split(",").filter((side) => side.trim()).map(Number);
  const layout = layoutOf(shape, fortran === "True");
  checkSides([layout.cols, layout.rows]);
  const count = layout.rows * layout.cols * layout.channels;
  const bytes = Number(size);
  if (count * bytes > ARRAYS.mostBytes) throw refusal("TOO_BIG_TO_HOLD");
  if (start + count * bytes > view.byteLength) throw refusal("CUT_SHORT");
  const read = readerOf(kind, bytes, order !== ">");
  const values = new Float64Array(count);
  const { rows, cols, channels, step } = layout;
  for (let k = 0; k < count; k += 1) {
    const [row, col, channel] = [Math.floor(k / channels / cols), Math.floor(k / channels) % cols, k % channels];
    values[k] = read(view, start + bytes * (row * step[0] + col * step[1] + channel * step[2]));
  }
  return { values, kind, bits: 8 * bytes, rows, cols, channels };
}

/** Read the picture of an archive of arrays; it is called as in ours, or is the only one. @param {Blob} blob @param {DataView} view @returns {Promise<Array>} */
export async function readArchive(blob, view) {
  const all = filesIn(view);
  const files = all.filter(({ name }) => name.endsWith(".npy"));
  const ours = ARRAYS.ours.map((name) => files.find((file) => file.name === name)).find(Boolean);
  const isSheet = all.some(({ name }) => name.startsWith("xl/")) || lettersOf(view, 0, Math.min(4096, view.byteLength)).includes(ARRAYS.sheet);
  if (!files.length) throw refusal(isSheet ? "SHEET" : "UNKNOWN");
  if (!ours && files.length > 1) throw refusal("MANY_ARRAYS", { count: files.length });
  const { at, size, isPacked } = ours ?? files[0];
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const part = blob.slice(start, start + size);
  const bytes = isPacked ? await unpacked(part) : await part.arrayBuffer();
  return readArray(new DataView(bytes));
}

/**
 * Read a table of numbers: a row of the picture a line, with commas, semicolons, tabs or spaces between. With semicolons,
 * tabs or spaces, or in quotation marks, a comma is the decimal sign, and a number may have groups of three digits. Lines of names above are
 * left out, and so is a column of names, or one without a name under them. What stands between numbers may also end each line.
 * @param {Uint8Array} bytes @returns {Array}
 */
export function readTable(bytes) {
  if (bytes.length > ARRAYS.mostTable) throw refusal("TOO_LARGE", { count: Math.ceil(bytes.length / 1e6), limit: ARRAYS.mostTable / 1e6 });
  const table = unquoted(plainText(bytes));
  const beside = withoutNamesBeside(table);
  const [names, plain] = beside ?? withoutNames(table);
  const rest = withTabs(plain);
  if (/^row[,;]column/.test(names)) throw refusal("LINE_TABLE");
  const fault = () => faultOf(unquoted(writtenText(bytes)));
  const lines = linesOf(rest);
  if (!areCells(rest) || !lines.length) throw fault();
  const sign = [";", "\t", ","].find((one) => withoutEnd(lines[0]).includes(one));
  const width = sign ? withoutEnd(lines[0]).split(sign).length : 0;
  const heads = sign ? withoutEnd(names).split(sign) : [];
  if (haveNumbers(beside && heads.length > width ? heads.slice(1) : heads, width)) throw fault();
  if (sign && sign !== "," && haveTwoSigns(rest)) throw refusal("TWO_SIGNS");
  if (sign && sign !== "," && mayHaveGroups(rest)) throw refusal("GROUPS");
  const hasPlaces = !beside && /^[,;\t]/.test(names);
  const hasGroups = !/e/i.test(rest);
  const cells = lines.map((line) => cellsOf(line, sign, hasGroups).slice(Number(hasPlaces)));
  const [rows, cols] = [cells.length, cells[0].length];
  checkSides([cols, rows]);
  if (cells.some((row) => row.length !== cols || !row.every(isCell))) throw fault();
  return { values: Float64Array.from(cells.flat(), Number), kind: "f", bits: 64, rows, cols, channels: 1, names: namesTold(names, beside !== null || hasPlaces) };
}

/** Where names stood that were left out: a key of RANGES, or "". @type {(above: string, isBeside: boolean) => string} */
function namesTold(above, isBeside) {
  if (!above || above.startsWith("sep=")) return isBeside ? "BESIDE" : "";
  return isBeside ? "AROUND" : "ABOVE";
}

/** Whether a cell is a number, or says that it is none. @param {string} cell */
const isCell = (cell) => cell.trim() !== "" && (!Number.isNaN(Number(cell)) || /^ *[-+]?(nan|inf) *$/i.test(cell));

/** The lines of a table; what ends the first after its last number ends no line. @param {string} text */
function linesOf(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  if (!lines.length) return [];
  const first = lines[0].replace(/ +$/, "");
  const end = first.slice(withoutEnd(first).length);
  if (!end) return lines;
  while (!withoutEnd(lines[lines.length - 1])) lines.pop();
  const shortened = lines.map((line) => (line.endsWith(end) ? line.slice(0, -end.length) : line));
  return [...shortened.slice(0, -1), withoutEnd(shortened[shortened.length - 1])];
}

/** A line without the commas, semicolons, tabs and spaces at its end. @param {string} line */
function withoutEnd(line) {
  let end = line.length;
  while (end && " ,;\t".includes(line[end - 1])) end -= 1;
  return line.slice(0, end);
}

/** The cells of a line, with a point as the decimal sign. @type {(line: string, sign: string|undefined, hasGroups: boolean) => string[]} */
function cellsOf(line, sign, hasGroups) {
  if (!sign) return line.trim().split(/\s+/);
  if (sign === ",") return line.split(sign);
  return line.replaceAll(",", ".").split(sign).map((cell) => (hasGroups && GROUPS.test(cell) ? cell.replaceAll(" ", "") : cell));
}

/** Rows, columns and channels of an array, and how many numbers lie from one of each to the next. @type {(shape: number[], isFortran: boolean) => {rows: number, cols: number, channels: number, step: number[]}} */
function layoutOf(shape, isFortran) {
  const order = isFortran ? shape.map((_, k) => k) : shape.map((_, k) => shape.length - 1 - k);
  const steps = [];
  order.reduce((step, axis) => ((steps[axis] = step), step * shape[axis]), 1);
  const axes = shape.map((side, k) => ({ side, step: steps[k] })).filter(({ side }) => side !== 1);
  if (axes.length === 3 && !ARRAYS.channels.includes(axes[2].side) && ARRAYS.channels.includes(axes[0].side)) axes.push(...axes.splice(0, 1));
  const isPicture = axes.length === 2 || (axes.length === 3 && ARRAYS.channels.includes(axes[2].side));
  if (!isPicture) throw refusal("OTHER_SHAPE", { shape: shape.slice(0, 8).join(" × ") || "0" });
  const [rows, cols, channels = { side: 1, step: 0 }] = axes;
  return { rows: rows.side, cols: cols.side, channels: channels.side, step: [rows.step, cols.step, channels.step] };
}

/** Reads one number of a type. @type {(kind: string, bytes: number, isLittle: boolean) => (view: DataView, at: number) => number} */
function readerOf(kind, bytes, isLittle) {
  const readers = {
    b1: (view, at) => view.getUint8(at),
    u1: (view, at) => view.getUint8(at),
    u2: (view, at) => view.getUint16(at, isLittle),
    u4: (view, at) => view.getUint32(at, isLittle),
    u8: (view, at) => Number(view.getBigUint64(at, isLittle)),
    i1: (view, at) => view.getInt8(at),
    i2: (view, at) => view.getInt16(at, isLittle),
    i4: (view, at) => view.getInt32(at, isLittle),
    i8: (view, at) => Number(view.getBigInt64(at, isLittle)),
    f2: (view, at) => half(view.getUint16(at, isLittle)),
    f4: (view, at) => view.getFloat32(at, isLittle),
    f8: (view, at) => view.getFloat64(at, isLittle),
  };
  const read = readers[kind + bytes];
  if (!read) throw refusal("NO_REAL_NUMBERS");
  return read;
}

/** A number of 16 bits (IEEE 754). @type {(bits: number) => number} */
function half(bits) {
  const [sign, exponent, rest] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return rest ? NaN : sign * Infinity;
  return sign * (exponent ? (1 + rest / 1024) * 2 ** (exponent - 15) : rest * 2 ** -24);
}

/** The files in a ZIP: where each stands, and how many bytes it has there. @type {(view: DataView) => {name: string, at: number, size: number, isPacked: boolean}[]} */
function filesIn(view) {
  const last = Math.max(0, view.byteLength - 65_557);
  let end = view.byteLength - 22;
  while (end >= last && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < last) throw refusal("CUT_SHORT");
  const files = [];
  for (let at = view.getUint32(end + 16, true), k = 0; k < Math.min(view.getUint16(end + 10, true), 1000); k += 1) {
    const length = view.getUint16(at + 28, true);
    const [method, size, there] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    files.push({ name: lettersOf(view, at + 46, at + 46 + length), at: there, size, isPacked: method === 8 });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

/** Undo the packing of a file in a ZIP, as far as an array may have bytes. @param {Blob} blob @returns {Promise<ArrayBuffer>} */
async function unpacked(blob) {
  const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  for (let size = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > ARRAYS.mostBytes) throw refusal("TOO_BIG_TO_HOLD");
  }
  return new Blob(parts).arrayBuffer();
}

/** Some bytes as letters. @type {(view: DataView, start: number, end: number) => string} */
const lettersOf = (view, start, end) => new TextDecoder("latin1").decode(new Uint8Array(view.buffer, view.byteOffset + start, Math.max(0, end - start)));
