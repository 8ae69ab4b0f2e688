// The network's page without a server: puts its parts together, with a host in Python's place.

import { queryOf } from "../core/link.js";
import { viewOfChannel } from "../core/network_channel.js";
import { DEFAULTS, toQuery as networkQuery } from "../core/network_settings.js";
import { toQuery } from "../core/settings.js";
import { decodeColours } from "../images/decoding.js";
import { NetworkModel } from "../network/model.js";
import { NetworkPage } from "../network/page.js";
import { element } from "../page/elements.js";
import { keepInTab } from "../page/reload.js";
import { showTips } from "../page/tips.js";
import { unpack } from "../page/unpack.js";
import { Address } from "./address.js";
import { NetworkHost } from "./network_host.js";
import { NetworkPictures } from "./network_pictures.js";
import { OwnPicture } from "./own_picture.js";
import { inflated } from "./packing.js";
import { partOf } from "./parts.js";

const NOTE = "It keeps its colours. If a side is longer than 512 pixels, the picture is made smaller.";
const QUALITY = 0.9;
const NAMES = Object.keys(DEFAULTS);

/**
 * Start the page.
 * @param {Document} page  that explorer/site/network.py has written; the rest of it may still be on its way
 */
export async function start(page) {
  const find = (selector) => /** @type {any} */ (page.querySelector(selector));
  find(".page-notice").remove();
  const data = JSON.parse(find("[data-part=data]").textContent);
  const model = new NetworkModel();
  const address = new Address(false);
  const weights = unpack(await inflated(await partOf(page, "weights"))).arrays;
  const host = new NetworkHost(model, weights, new NetworkPictures(data, (name) => partOf(page, name)), address, addressOf);
  new NetworkPage(find(".network"), model);
  sayWhatIsMissing(find(".network-faces figcaption"), model, data.app);
  const own = new OwnPicture(find("[data-panel=own]"), host, decodeColours, NOTE);
  const does = { upload: () => own.open(), reread: (choice) => host.reread(choice), open: (name) => openChannel(name, model, data.explorer) };
  model.ask = (name, value) => does[name](value);
  const kept = keepInTab("network-view", () => networkQuery(model.settings)); // it is too late to write it to the address
  await host.open(kept() ?? address.read(NAMES) ?? {}, address.upload);
  showTips(page.body);
  window.addEventListener("popstate", () => host.open(address.read(NAMES) ?? {}, address.upload));
  window.addEventListener("pageshow", (event) => event.persisted && kept()); // the page itself was kept
}

/**
 * Say that no faces are marked here, with a link to the app where it is known: it opens on the same view.
 * @param {HTMLElement} caption @param {NetworkModel} model @param {string} app
 */
function sayWhatIsMissing(caption, model, app) {
  const name = app ? element("a", { textContent: "full app" }) : "full app";
  caption.replaceChildren(element("span", {}, ["The ", name, " also marks what both stages take for a face."]));
  if (!app) return;
  model.addEventListener("receive", () => {
    const query = queryOf(networkQuery(model.settings));
    name.href = `${app}/network${query ? `?${query}` : ""}`;
  });
}

/** Open a channel of layer 1 in the explorer. @param {string} name @param {NetworkModel} model @param {string} explorer */
function openChannel(name, model, explorer) {
  const view = viewOfChannel(name, model.settings, model.weights.conv1);
  if (view) location.assign(`${explorer}#${queryOf(toQuery(view))}`);
}

/** A picture as an address that holds it. @param {import("../core/pyramid.js").Picture} picture */
function addressOf({ rows, cols, levels }) {
  const canvas = element("canvas", { width: cols, height: rows });
  const image = new ImageData(cols, rows);
  for (let k = 0; k < rows * cols; k += 1) {
    image.data.set(levels.subarray(3 * k, 3 * k + 3), 4 * k);
    image.data[4 * k + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas.toDataURL("image/jpeg", QUALITY);
}
