// The slider that the page makes for a setting, in a page of plain objects: for tests/parity/node.py.

import { DEFAULTS } from "../../static/core/settings.js";
import { Slider } from "../../static/controls/slider.js";
import { Model } from "../../static/model/model.js";

/** As much of an element as a slider needs. */
class Plain {
  children = [];
  append = (...children) => this.children.push(...children);
  prepend = (...children) => this.children.unshift(...children);
  addEventListener = () => {};
}

/** @param {string} name  of the setting @param {number} value */
export function slider(name, value) {
  globalThis.document ??= { createElement: () => new Plain(), addEventListener: () => {} };
  const root = new Plain();
  const made = new Slider(root, new Model(), name);
  made.show({ ...DEFAULTS, [name]: value });
  const { min, max, step } = made.range;
  return { label: root.children[0].textContent, range: [min, max, step, made.range.value].map(Number), field: made.field.input.value };
}
