// The three linked maps and the live profile. Python's answers arrive here, and the visitor's changes leave from here.

import { noticeDeparture } from "../page/departure.js";
import { pristine } from "../page/pristine.js";
import { unpack } from "../page/unpack.js";
import { Scope } from "../scope/scope.js";
import { explorer } from "./explorer.js";

/** @type {WeakMap<HTMLElement, Scope>} */
const scopes = new WeakMap();

/** Called by Streamlit at first and whenever Python answers or the theme changes. */
export function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".scope");
  const isReturn = !scopes.has(root);
  const send = (report) => setStateValue("patch", report);
  const departure = noticeDeparture(document);
  Object.assign(explorer.reporter, { send, isLeaving: departure.isUnderWay });
  explorer.receive(unpack(data).header, { isReturn });
  if (isReturn) scopes.set(root, new Scope(pristine(root), explorer));
  return () => {
    departure.stop();
    if (explorer.reporter.send === send) explorer.reporter.send = null;
    scopes.get(root)?.close();
    scopes.delete(root);
  };
}
