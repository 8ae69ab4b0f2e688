// The page in one file without its elements: for tests/parity/node.py. What it holds comes from Python once.

import { parametersOf, readLink } from "../../static/core/link.js";
import { Model } from "../../static/model/model.js";
import { Host } from "../../static/standalone/host.js";
import { pictureBox } from "../../static/standalone/pictures.js";

/** @type {{data: any, parts: Record<string, string>}} */
const page = { data: null, parts: {} };

/** Take what Python has written into a page. */
export function hold(data, parts) {
  Object.assign(page, { data, parts });
}

/** Open views one after the other, as links do; what the page shows of each. @param {string[]} queries */
export async function shown(queries) {
  const { host, model } = await started();
  const found = [];
  for (const query of queries) {
    await host.open(readLink(parametersOf(query)));
    const { image, layer } = model.store.computed;
    const { pixel, map } = model.reader;
    const kept = ({ values, rows, cols }) => ({ values: values.slice(), rows, cols }); // the next layer gets this memory
    found.push({
      image,
      preActivation: kept(layer.preActivation),
      activationMap: kept(layer.activationMap),
      facts: { ...pixel, ...map },
      settings: model.settings,
      description: model.description,
    });
  }
  return found;
}

/** The pictures alone of views, opened one after the other. @param {string[]} queries */
export async function pictures(queries) {
  const { host, model } = await started();
  const found = [];
  for (const query of queries) {
    await host.open(readLink(parametersOf(query)));
    found.push(model.store.computed.image);
  }
  return found;
}

async function started() {
  const { data, parts } = page;
  const model = new Model(() => 0);
  const address = { page: { address: "http://here/", sign: "#" }, write() {}, opened() {}, link: () => "" };
  const pictures = await pictureBox(data, async (name) => parts[name]);
  return { model, host: new Host(model, data, pictures, address, () => "") };
}
