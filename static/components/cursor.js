// The selected pixel: passes the cursor from Python to the scope, and reports its moves to Python.

import { unpack } from "../page/unpack.js";
import { showPixel } from "../widgets/pixel.js";
import { explorer } from "./explorer.js";

/** Called by Streamlit at first and whenever the cursor, the settings or the theme change. */
export function mount({ data, parentElement, setStateValue }) {
  const { cursor, headline, experiment, ...pixel } = unpack(data).header;
  explorer.cursor.connect((place) => setStateValue("place", place));
  explorer.cursor.receive(cursor);
  explorer.store.receiveTexts({ headline, experiment });
  return showPixel(parentElement, pixel);
}
