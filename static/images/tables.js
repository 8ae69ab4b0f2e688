// What a table of numbers looks like.

const CELLS = /^[-+0-9.,;eE "\t\r\nnaifNAIF]*$/;
const LOOKED_AT = 4096;

/** Whether a text looks like a table of numbers, which may have one line of names above them. @param {string} text */
export function isTable(text) {
  const start = withoutNames(text.slice(0, LOOKED_AT))[1];
  return /[0-9]/.test(start) && CELLS.test(start);
}

/** The line of names of a table, and the lines below it. @type {(text: string) => [string, string]} */
export function withoutNames(text) {
  const plain = text.replace(/^(\ufeff|\xef\xbb\xbf)/, ""); // the mark of UTF-8, as it is or byte by byte
  const first = plain.split("\n", 1)[0];
  const hasNames = /^[,;\t]/.test(first) || !CELLS.test(first);
  return hasNames ? [first, plain.slice(first.length + 1)] : ["", plain];
}
