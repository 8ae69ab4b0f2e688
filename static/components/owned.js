// Joins a part of the page whose settings the browser owns to Streamlit: Python's answers arrive here, and the visitor's
// changes leave from here.

import { noticeDeparture } from "../page/departure.js";
import { pristine } from "../page/pristine.js";
import { Repeat } from "../page/repeat.js";
import { slowness } from "../page/slowness.js";
import { unpack } from "../page/unpack.js";

/** A report that Python has not confirmed after so many ms is made again: its run is lost. */
const PATIENCE = 5_000;

/**
 * @typedef {EventTarget & {owner: any, goesOn: string, reporter: import("../model/reporter.js").Reporter,
 *           receive: (message: any, options: object) => void}} Owned
 */

/**
 * Make the function that Streamlit calls at first and whenever Python answers or the theme changes.
 * @param {string} selector  of the part's element @param {Owned} model  outlives the elements, which Streamlit mounts again
 * @param {new (root: HTMLElement, model: any) => {close: () => void}} Part
 * @param {(component: any) => void} [connect]  gives the model further ways to Python
 */
export function owned(selector, model, Part, connect = () => {}) {
  /** The part on each element, and what notices that its page is left. */
  const mounted = /** @type {WeakMap<HTMLElement, {part: {close: () => void}, departure: ReturnType<typeof noticeDeparture>}>} */ (new WeakMap());
  const { reporter } = model;
  const repeat = new Repeat(() => reporter.isUnanswered && reporter.send !== null, () => reporter.repeat(), PATIENCE);
  /** The address that the page was left with, by the click on a link. */
  let left = "";
  return function mount(component) {
    const { data, parentElement, setStateValue } = component;
    const root = parentElement.querySelector(selector);
    const isReturn = !mounted.has(root);
    const send = (report) => {
      setStateValue("patch", report);
      repeat.start();
    };
    const departure = mounted.get(root)?.departure ?? noticeDeparture(document);
    slowness.join(model);
    Object.assign(reporter, { send, isLeaving: departure.isUnderWay });
    connect(component);
    const { header, arrays } = unpack(data);
    model.receive({ ...header, arrays }, { isReturn, isSameAddress: location.href === left });
    if (isReturn) mounted.set(root, { part: new Part(pristine(root), model), departure });
    return () => {
      departure.stop();
      left = departure.from();
      if (reporter.send === send) {
        reporter.send = null;
        slowness.leave(model);
      }
      mounted.get(root)?.part.close();
      mounted.delete(root);
    };
  };
}
