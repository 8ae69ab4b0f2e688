// What is said aloud of a live demonstration when a change has come to rest: the value of a slider, then the words and numbers that
// are others now.

/** @typedef {import("../lessons/parts.js").Part} Part */
/** @typedef {{name: string, label: string, text: string}} Shown  a slider and what stands beside it */
/** @typedef {{sliders: Shown[], rows: Part[][]}} Heard */

/**
 * Say what is new; what is as it was is left out.
 * @param {Heard} before @param {Heard} now
 */
export function newsOfParts(before, now) {
  const moved = now.sliders.filter(({ text }, k) => text !== before.sliders[k]?.text).map(({ label, text }) => `${label} ${text}.`);
  const known = new Set(sentencesOf(before.rows));
  const changed = sentencesOf(now.rows).filter((text) => !known.has(text));
  return [...moved, ...changed].join(" ");
}

/** All that parts say in words and single numbers. @param {Part[][]} rows */
export function sentencesOf(rows) {
  return rows.flat().flatMap(sentences);
}

/** What a part says in words and single numbers; tables and pictures are read where they stand. @param {Part} part @returns {string[]} */
function sentences({ kind, text, rows }) {
  if (kind === "words") return [text.replaceAll("**", "")];
  return kind === "numbers" ? rows.map(([name, value]) => `${name}: ${value}.`) : [];
}
