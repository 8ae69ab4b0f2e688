// A live demonstration of a lesson.

import { unpack } from "../page/unpack.js";
import { Live } from "../widgets/live.js";
import { modelOf } from "./lessons.js";
import { owned } from "./owned.js";

/** @type {Map<string, ReturnType<typeof owned>>} */
const mounts = new Map();

/** Called by Streamlit at first and whenever Python answers or the theme changes. */
export function mount(component) {
  const { key, demonstration } = unpack(component.data).header;
  const model = modelOf(key);
  import(`../lessons/${demonstration}.js`).then(({ show }) => model.learn(show), () => {}); // without it, only Python's parts
  if (!mounts.has(key)) mounts.set(key, owned(".live", model, Live));
  return mounts.get(key)(component);
}
