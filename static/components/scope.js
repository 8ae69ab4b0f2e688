// The three linked maps and the live profile: shows the view that Python describes.

import { unpack } from "../page/unpack.js";
import { Scope } from "../scope/scope.js";
import { explorer } from "./explorer.js";

/** @type {WeakMap<HTMLElement, Scope>} */
const scopes = new WeakMap();

/** Called by Streamlit at first and whenever the view or the theme changes. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".scope");
  explorer.store.receiveView(unpack(data).header);
  if (!scopes.has(root)) scopes.set(root, new Scope(root, explorer));
  return () => {
    scopes.get(root)?.close();
    scopes.delete(root);
  };
}
