// The presenter mode: receives it from Python, and sends the commands of keys and buttons to Python.

import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

let wasOn = true;

/** Called by Streamlit at first and whenever the mode or the theme changes. */
export function mount({ data, setStateValue }) {
  const { isOn, settles } = unpack(data).header;
  // The time makes equal commands different: Streamlit does not report a state that has not changed.
  const send = (name) => setStateValue("command", { name, at: Date.now(), session: explorer.owner.session });
  explorer.presenter.setMode(isOn, send);
  if (isOn && !wasOn) setTimeout(() => send("run"), settles);
  wasOn = isOn;
  return () => explorer.presenter.setMode(false, null);
}
