// The presenter mode: receives it from Python, and sends the commands of keys and buttons to Python.

import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

let wasOn = true;
/** The commands that Python has not carried out yet: a report replaces the one before, and may be lost with its run. */
let waiting = [];
let last = 0;

/** Called by Streamlit at first and whenever the mode, the theme or the last command that was carried out changes. */
export function mount({ data, setStateValue }) {
  const { isOn, settles, done } = unpack(data).header;
  waiting = waiting.filter(({ at, session }) => at > done && session === explorer.owner.session);
  const asked = waiting.findLast(({ name }) => name === "present" || name === "leave");
  const send = (name) => {
    last = Math.max(Date.now(), last + 1);
    waiting = [...waiting, { name, at: last, session: explorer.owner.session }];
    setStateValue("commands", waiting);
  };
  explorer.presenter.setMode(asked ? asked.name === "present" : isOn, send);
  if (isOn && !wasOn) setTimeout(() => send("run"), settles);
  wasOn = isOn;
  return () => explorer.presenter.setMode(false, null);
}
