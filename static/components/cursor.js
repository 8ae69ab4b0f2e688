// The selected pixel: tells the scope where Python wants the cursor, and Python where the visitor moves it.

import { unpack } from "../page/unpack.js";
import { showPixel } from "../widgets/pixel.js";
import { explorer } from "./explorer.js";

/** Called by Streamlit at first and whenever the cursor, the settings or the theme change. */
export function mount({ data, parentElement, setStateValue }) {
  const { cursor, headline, experiment, ...told } = unpack(data).header;
  explorer.cursor.connect((place) => setStateValue("place", place));
  explorer.cursor.receive(cursor);
  explorer.store.receiveTexts({ headline, experiment });
  return showPixel(parentElement, told);
}
