// A live region without a page.

/** A region that adds what is written into it to a list. @param {string[]} said */
export const regionOf = (said) => ({
  setAttribute() {},
  removeAttribute() {},
  get textContent() { return said.at(-1) ?? ""; },
  set textContent(text) { said.push(text); },
});
