// The presenter mode: receives it from Python, and sends the commands of keys and buttons to Python.

import { Repeat } from "../page/repeat.js";
import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

/** A command that Python has not confirmed after so many ms is sent again: the run that was to carry it out is lost. */
const PATIENCE = 3_000;

/** The commands that Python has not carried out yet: a report replaces the one before, and may be lost with its run. */
let waiting = [];
let last = 0;
/** Sends them; null while there is no way. @type {(() => void)|null} */
let report = null;
const repeat = new Repeat(
  () => waiting.length > 0,
  () => explorer.reporter.isLeaving() || report?.(),
  PATIENCE,
);

/** Called by Streamlit at first and whenever the mode, the theme or the last command that was carried out changes. */
export function mount({ data, setStateValue }) {
  const { isOn, done } = unpack(data).header;
  waiting = waiting.filter(({ at, session }) => at > done && session === explorer.owner.session);
  const asked = waiting.findLast(({ name }) => name === "present" || name === "leave");
  report = () => setStateValue("commands", waiting);
  const send = (name, view = {}) => {
    last = Math.max(Date.now(), last + 1);
    waiting = [...waiting, { ...view, name, at: last, session: explorer.owner.session }];
    report?.();
    repeat.start();
  };
  explorer.presenter.setMode(asked ? asked.name === "present" : isOn, send);
  return () => {
    report = null;
    explorer.presenter.setMode(false, null);
  };
}
