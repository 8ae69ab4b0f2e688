// The parts of a PNG file, one behind the other (PNG 3, chapter 5).

/** So many parts of a file are looked at. */
const MOST = 100_000;

/**
 * Go from part to part: `at` is where one begins, with its size and its name, and `end` where the next one does.
 * @param {DataView} view @param {number} [most]
 * @returns {Generator<{name: string, at: number, end: number}>}
 */
export function* pngParts(view, most = MOST) {
  for (let at = 8, k = 0; k < most && at + 12 <= view.byteLength; k += 1) {
    const end = at + 12 + view.getUint32(at);
    yield { name: String.fromCharCode(...[4, 5, 6, 7].map((place) => view.getUint8(at + place))), at, end };
    at = end;
  }
}
