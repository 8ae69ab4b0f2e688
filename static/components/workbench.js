// The explorer: its maps, its profile, its controls. Python's answers arrive here, and the visitor's changes leave from here.

import { Workbench } from "../workbench/workbench.js";
import { noticeDeparture } from "../page/departure.js";
import { pristine } from "../page/pristine.js";
import { Repeat } from "../page/repeat.js";
import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

/** The workbench on each element, and what notices that its page is left. */
const mounted = /** @type {WeakMap<HTMLElement, {workbench: Workbench, departure: ReturnType<typeof noticeDeparture>}>} */ (new WeakMap());

/** A report that Python has not confirmed after so many ms is made again: its run is lost. */
const PATIENCE = 5_000;
const repeat = new Repeat(
  () => explorer.owner.isAhead && explorer.reporter.send !== null,
  () => explorer.reporter.again(),
  PATIENCE,
);

/** The address that the page was left with, by the click on a link. */
let left = "";

/** Called by Streamlit at first and whenever Python answers or the theme changes. */
export function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".workbench");
  const isReturn = !mounted.has(root);
  const send = (report) => {
    setStateValue("patch", report);
    repeat.start();
  };
  const departure = mounted.get(root)?.departure ?? noticeDeparture(document);
  Object.assign(explorer.reporter, { send, isLeaving: departure.isUnderWay });
  explorer.receive(unpack(data).header, { isReturn, isSameAddress: location.href === left });
  if (isReturn) mounted.set(root, { workbench: new Workbench(pristine(root), explorer), departure });
  return () => {
    departure.stop();
    left = departure.from();
    if (explorer.reporter.send === send) explorer.reporter.send = null;
    mounted.get(root)?.workbench.close();
    mounted.delete(root);
  };
}
