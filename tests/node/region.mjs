// A live region without a page.

/** An element that adds what is written into it to a list. */
class Place {
  attributes = {};

  /** @param {string[]} said */
  constructor(said) {
    this.said = said;
  }

  get textContent() {
    return this.said.at(-1) ?? "";
  }

  set textContent(text) {
    this.said.push(text);
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  remove() {}
}

/** A region that adds what is written into it to a list; beside it stands its `draft`. @param {string[]} said */
export function regionOf(said) {
  const draft = new Place([]);
  return Object.assign(new Place(said), { draft, cloneNode: () => draft, after() {} });
}
