// The slider that the page makes for a setting, in a page of plain objects: for tests/parity/node.py.

import { Slider } from "../../static/controls/slider.js";
import { Model } from "../../static/model/model.js";

/** As much of an element as a slider needs. */
class Plain {
  children = [];
  append = (...children) => this.children.push(...children);
  prepend = (...children) => this.children.unshift(...children);
  addEventListener = () => {};
  getAttribute = () => null;
  setAttribute = () => {};
  removeAttribute = () => {};
}

/** @param {string} name  of the setting @param {number} value */
export function slider(name, value) {
  globalThis.document ??= { createElement: () => new Plain(), addEventListener: () => {} };
  const root = new Plain();
  const model = new Model();
  const made = new Slider(root, model, name);
  model.change({ [name]: value });
  made.show(model.settings);
  const { min, max, step } = made.range.input;
  return { label: root.children[0].children[0].textContent, range: [min, max, step, made.range.input.value].map(Number), field: made.field.input.value };
}
