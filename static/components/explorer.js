// The model that the components of the explorer's page share.

import { Model } from "../model/model.js";
import { followHash, watchAddress } from "../page/address.js";
import { Downloads } from "../page/downloads.js";
import { pristine } from "../page/pristine.js";
import { keepOverReload, rememberPicture } from "../page/reload.js";

/** Outlives the elements, which Streamlit removes and mounts again. */
export const explorer = new Model();
keepOverReload(explorer);
rememberPicture(explorer.absence);
watchAddress(explorer, () => explorer.presenter.send?.("run"));
followHash();
export const downloads = new Downloads(explorer);

/** The part that is mounted on each element. @type {WeakMap<Element, {close: () => void}>} */
const mounted = new WeakMap();

/**
 * Mount a part of the page, unless it is there already.
 * @template {{close: () => void}} T
 * @param {{parentElement: Element}} component  of Streamlit @param {string} selector  of the part's element
 * @param {new (root: any, model: Model) => T} Part
 * @param {(part: T) => void} [tell]  tells the part what it does not take from the model
 * @returns {() => void} takes it away again
 */
export function keepPart({ parentElement }, selector, Part, tell) {
  const root = parentElement.querySelector(selector);
  if (!mounted.has(root)) mounted.set(root, new Part(pristine(root), explorer));
  tell?.(/** @type {any} */ (mounted.get(root)));
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}
