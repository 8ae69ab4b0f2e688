// The presenter view: tells the scope whether Python wants it, and asks Python for what the keys mean.

import { unpack } from "../page/unpack.js";
import { explorer } from "./explorer.js";

let wasOn = true;

/** Called by Streamlit at first and whenever the view or the theme changes. */
export function mount({ data, setStateValue }) {
  const { isOn, settles } = unpack(data).header;
  // The time makes every wish a new one: Streamlit does not report a state that stays as it was.
  const ask = (what) => setStateValue("wish", { what, at: Date.now() });
  explorer.presenter.setMode(isOn, ask);
  if (isOn && !wasOn) setTimeout(() => ask("settle"), settles);
  wasOn = isOn;
  return () => explorer.presenter.setMode(false, null);
}
