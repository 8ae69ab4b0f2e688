// Tells words, which a browser may translate, from numbers, formulas and names, which mean the same in every language.

/** Two letters or more that are not the name of a function, as `max` in "max(0, z)"; one of a script without capitals. */
const LETTERS = /\p{Lo}|[\p{Lu}\p{Ll}]{2,}(?![\p{Lu}\p{Ll}(])/gu;

/**
 * Whether a text has a word. A capital inside, as in "ReLU" or "NumPy", makes a name; one letter is a symbol.
 * @param {string} text such as "before" and "前" (yes), "−0.5", "K → −K", "max(0, z)", "ReLU" (no)
 * @returns {boolean}
 */
export function hasWords(text) {
  for (const [found] of text.matchAll(LETTERS)) if (found.slice(1) === found.slice(1).toLowerCase()) return true;
  return false;
}
