// Whether a picture file ends too early, as one does whose download was broken off. Twin of explorer/images/endings.py, for the
// kinds that browsers read.

/** So many parts of a file are looked at. */
const MOST = 100_000;

/** @type {(view: DataView, at: number, count: number) => string} */
const lettersAt = (view, at, count) => String.fromCharCode(...Array.from({ length: count }, (_, k) => view.getUint8(at + k)));

/** @type {Record<string, (view: DataView) => boolean>} */
const ENDINGS = {
  PNG: png,
  JPEG: (view) => !endsWith(view, [0xff, 0xd9]),
  GIF: (view) => !endsWith(view, [0x3b]),
  WebP: (view) => view.getUint32(4, true) + 8 > view.byteLength,
  BMP: (view) => view.getUint32(2, true) > view.byteLength,
  AVIF: boxes,
};

/** Whether a file says of itself that there is more of it. @param {string} kind @param {DataView} view */
export function endsEarly(kind, view) {
  try {
    return ENDINGS[kind]?.(view) ?? false;
  } catch {
    return true; // there is not even the place that says it
  }
}

/** @param {DataView} view */
function png(view) {
  for (let at = 8, k = 0; k < MOST; k += 1) {
    const size = view.getUint32(at);
    if (at + 8 <= view.byteLength && lettersAt(view, at + 4, 4) === "IEND") return false;
    at += 12 + size;
    if (at > view.byteLength) return true;
  }
  return false;
}

/** Whether these bytes are the last ones but for zeros. @param {DataView} view @param {number[]} bytes */
function endsWith(view, bytes) {
  let end = view.byteLength;
  while (end && !view.getUint8(end - 1)) end -= 1;
  return bytes.every((byte, k) => view.getUint8(end - bytes.length + k) === byte);
}

/** @param {DataView} view */
function boxes(view) {
  for (let at = 0, k = 0; k < MOST && at !== view.byteLength; k += 1) {
    const size = view.getUint32(at);
    if (size < 8) return false; // the rest of the file, or a long one
    at += size;
    if (at > view.byteLength) return true;
  }
  return false;
}
