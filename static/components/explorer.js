// What the components of the explorer's page share: each of them knows a part of what the scope shows.

import { Cursor } from "../scope/cursor.js";
import { Presenter } from "../scope/presenter.js";
import { Store } from "../scope/store.js";

/** One page, one explorer; it outlives the elements, which Streamlit takes away and brings back. */
export const explorer = { store: new Store(), cursor: new Cursor(), presenter: new Presenter() };
