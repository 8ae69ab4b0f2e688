// Loads Plotly on the page of a question, so that the charts of the answer appear at once.

import { plotly } from "../page/plotly.js";

/** Called by Streamlit on the page of the question. */
export function mount() {
  plotly().catch(() => {}); // a chart will try again, and say what is wrong
}
