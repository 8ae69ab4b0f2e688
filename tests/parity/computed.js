// What the page computes of a picture once it has settings: for tests/parity/node.py.

import { Model } from "../../static/model/model.js";

/**
 * @param {import("../../static/core/arrays.js").Map} image
 * @param {import("../../static/core/settings.js").Settings} settings
 */
export function computed(image, settings) {
  const model = new Model(() => 0);
  model.store.receivePicture("picture", image);
  model.receive({ answer: { settings, seen: 0, session: "a", number: 1 }, picture: "picture", facts: null, experiment: "", hidden: [] });
  return { ...model.store.computed.layer, place: model.cursor.place, line: model.reader.line.position };
}
