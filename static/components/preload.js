// Loads Plotly while a class still guesses, so that the charts are there when it reveals.

import { plotly } from "../page/plotly.js";

/** Called by Streamlit on the page of the question. */
export function mount() {
  plotly().catch(() => {}); // a chart will try again, and say what is wrong
}
