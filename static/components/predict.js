// A line that the visitor draws over the signed one.

import { unpack } from "../page/unpack.js";
import { showPrediction } from "../widgets/predict.js";

/** Called by Streamlit at first and whenever the stretch or the answer changes. */
export function mount({ data, parentElement, setStateValue }) {
  showPrediction(parentElement.querySelector(".predict"), unpack(data).header, (drawn) => setStateValue("drawn", drawn));
}
