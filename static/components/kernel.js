// The controls of the kernel.

import { KernelEditor } from "../controls/kernel.js";
import { Owner } from "../controls/owner.js";
import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

/** @type {WeakMap<HTMLElement, KernelEditor>} */
const editors = new WeakMap();

/** Called by Streamlit at first and whenever the kernel or the theme changes. */
export function mount({ data, parentElement, setStateValue }) {
  const { answer, rows } = unpack(data).header;
  const root = parentElement.querySelector(".kernel");
  if (!editors.has(root)) {
    explorer.kernel ??= new Owner(answer);
    explorer.kernel.resume(answer);
    editors.set(root, new KernelEditor(root, explorer.kernel, rows));
  }
  const editor = editors.get(root);
  editor.send = (patch) => setStateValue("patch", patch);
  editor.answer(answer, rows);
  return () => editor.report();
}
