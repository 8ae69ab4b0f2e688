// The report: a view of the explorer in one file. Python has packed what the page would be sent; here it is handed
// to the same scope, and the controls choose among the activations, directions and colours that were packed.

import { mount as mountCargo } from "../scope/cargo.js";
import { mount as mountPicture } from "../scope/picture.js";
import { follow, mount as mountScope } from "../scope/scope.js";
import { unpack } from "../scope/unpack.js";

/** @typedef {Float32Array|Float64Array|Uint8Array} Numbers */

/**
 * Pack a header and named arrays, as explorer.messages.binary.pack does.
 * @param {object} header @param {Record<string, Numbers>} arrays
 * @returns {Uint8Array}
 */
export function pack(header, arrays) {
  const entries = {};
  let size = 0;
  for (const [name, values] of Object.entries(arrays)) {
    const kind = values.constructor.name.replace("Array", "").toLowerCase();
    entries[name] = { kind, length: values.length, start: size, steps: 1 };
    size += whole(values.byteLength);
  }
  const text = new TextEncoder().encode(JSON.stringify({ ...header, arrays: entries }));
  const start = 8 + whole(text.length);
  const bytes = new Uint8Array(start + size).fill(32, 0, start); // the header is filled up with blanks
  bytes.set(new TextEncoder().encode("SCOP"));
  new DataView(bytes.buffer).setUint32(4, start - 8, true);
  bytes.set(text, 8);
  for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(arrays)) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start + entries[name].start);
  }
  return bytes;
}

/** The next multiple of 8. @type {(size: number) => number} */
const whole = (size) => Math.ceil(size / 8) * 8;

/**
 * One side of an activation's table. Where there is a slope to choose, every value of the table is a straight
 * line in it: `rise` says how steep.
 * @param {Numbers} values @param {Numbers|undefined} rise @param {number} slope
 * @returns {Numbers}
 */
export function sloped(values, rise, slope) {
  return rise ? values.map((value, k) => value + slope * rise[k]) : values;
}

/**
 * Bring the report to life.
 * @param {HTMLElement} root
 */
export async function start(root) {
  const read = (name) => inflated(root.querySelector(`[data-part=${name}]`).textContent);
  const [plotly, picture, sums, lines, views] = await Promise.all(["plotly", "picture", "sums", "lines", "views"].map(read));
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(plotly);
  document.head.append(script);
  mountPicture({ data: picture, parentElement: root });
  mountCargo({ data: sums });
  choose(root, unpack(views), unpack(lines).arrays);
  root.querySelector(".report-notice").remove();
}

/**
 * Undo base64 and zlib.
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
async function inflated(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Show what the controls say, now and whenever they change.
 * @param {HTMLElement} root @param {import("../scope/unpack.js").Message} views @param {Record<string, Numbers>} lines
 */
function choose(root, { header: { activations, start }, arrays }, lines) {
  const find = (name) => /** @type {HTMLSelectElement & HTMLInputElement} */ (root.querySelector(`[name=${name}]`));
  const [activation, slope, direction, palette] = ["activation", "slope", "direction", "palette"].map(find);
  const said = root.querySelector(".report-said");
  let cursor = start;

  const draw = () => {
    const { name, variants } = activations[activation.value];
    const hasSlope = variants.length > 1;
    const variant = variants[hasSlope ? Number(slope.value) : 0];
    root.querySelector(".report-slope").toggleAttribute("hidden", !hasSlope);
    root.querySelector(".report-slope output").textContent = variant.slopeText;
    slope.setAttribute("aria-valuetext", variant.slopeText);
    said.textContent = variant.said;
    const header = { ...variant.header, ...variant.directions[direction.value], ...variant.palettes[palette.value] };
    const table = (side) => sloped(arrays[`${name} ${side}`], arrays[`${name} ${side} rise`], variant.slope);
    const colours = { palette: arrays[`palette ${palette.value}`], grey: arrays.grey };
    mountCargo({ data: lines[header.lines] });
    mountScope({ data: pack(header, { left: table("left"), right: table("right"), ...colours }), parentElement: root });
    follow(cursor, variant.headline, (place) => (cursor = { ...cursor, ...place }));
  };

  for (const control of [activation, slope, direction, palette]) control.addEventListener("input", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}
