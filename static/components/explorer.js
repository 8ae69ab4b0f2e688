// The model that the components of the explorer's page share: each receives a part of what the scope shows.

import { Cursor } from "../scope/cursor.js";
import { Presenter } from "../scope/presenter.js";
import { Store } from "../scope/store.js";

/** Outlives the elements, which Streamlit removes and mounts again. */
export const explorer = {
  store: new Store(),
  cursor: new Cursor(),
  presenter: new Presenter(),
  /** The weights. @type {import("../controls/owner.js").Owner<number[]>|null} */
  kernel: null,
};
