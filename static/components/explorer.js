// The model that the components of the explorer's page share.

import { Model } from "../model/model.js";

/** Outlives the elements, which Streamlit removes and mounts again. */
export const explorer = new Model();
