// Says in the place of a field for a file, or of the camera, why it cannot work in this browser.

import { cameraProblem, isFramed, linkAlone, sendingProblem } from "../page/alone.js";
import { element } from "../page/elements.js";
import { unpack } from "../page/unpack.js";

/** Called by Streamlit at first and with each change of the source. */
export function mount({ data, parentElement }) {
  const { isCamera, cookie } = unpack(data).header;
  const note = /** @type {HTMLElement} */ (parentElement.querySelector(".source-note"));
  const unsent = sendingProblem(cookie);
  const problem = unsent || (isCamera ? cameraProblem() : "");
  note.hidden = !problem;
  note.replaceChildren(element("p", { role: "status", textContent: problem }), ...(isFramed() ? [linkAlone()] : []));
}
