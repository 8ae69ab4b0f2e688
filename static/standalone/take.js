// The panel "Take it along": files of the view, each made when its button is pressed.

import { TAKE } from "../core/catalog.js";
import { fill, short } from "../core/notation.js";
import { element, write } from "../page/elements.js";
import { filesOf } from "./files.js";
import { downloadButton, whileOpen } from "./panel.js";

const LIMIT_DIGITS = 9; // as many as a float32 has

export class Take {
  /** @param {HTMLElement} root @param {import("../model/model.js").Model} model @param {import("./host.js").Host} host */
  constructor(root, model, host) {
    const { MAPS, NUMBERS, SCRIPTS } = filesOf(host.data.scripts);
    const buttons = (files) => element("div", { className: "take-files" }, files.map((file) => downloadButton(file, model)));
    const raw = element("p", { className: "take-caption" });
    root.append(
      element("p", { className: "take-title" }, [element("strong", { textContent: TAKE.MAPS }), ` ${TAKE.MAPS_FOR}`]),
      buttons(MAPS),
      raw,
      element("p", { className: "take-title" }, [element("strong", { textContent: TAKE.NUMBERS })]),
      buttons(NUMBERS),
      element("p", { className: "take-caption", textContent: TAKE.NUMBERS_FOR }),
      buttons(SCRIPTS),
    );
    whileOpen(root, model, host, () => {
      write(raw, fill(TAKE.RAW, { limit: short(model.store.computed.layer.sharedLimit, LIMIT_DIGITS) }));
    });
  }
}
