// The explorer in one file: puts the parts of the page together, with a host in Python's place.

import { WORKING_SIZES } from "../core/catalog.js";
import { readLink } from "../core/link.js";
import { fromQuery } from "../core/settings.js";
import { decode } from "../images/decoding.js";
import { Model } from "../model/model.js";
import { loadPlotlyBy } from "../page/plotly.js";
import { keepInTab, rememberPicture } from "../page/reload.js";
import { showTips } from "../page/tips.js";
import { Numbers } from "../widgets/numbers.js";
import { Workbench } from "../workbench/workbench.js";
import { Address } from "./address.js";
import { Code } from "./code.js";
import { Compared } from "./compared.js";
import { Host } from "./host.js";
import { OwnPicture } from "./own_picture.js";
import { inflated } from "./packing.js";
import { partOf, whole } from "./parts.js";
import { pictureBox } from "./pictures.js";
import { Predict } from "./predict.js";
import { Share } from "./share.js";
import { Take } from "./take.js";
import { thumbnailOf } from "./thumbnail.js";

const GREY = "Colours become grey: 0.299 red + 0.587 green + 0.114 blue, in the levels of sRGB.";
/** A picture of this size becomes a small one to choose from. */
const SMALL = WORKING_SIZES[1];

/**
 * Start the page.
 * @param {Document} page  that explorer/exports/standalone.py has written; the rest of it may still be on its way
 */
export async function start(page) {
  const find = (selector) => /** @type {any} */ (page.querySelector(selector));
  find(".page-notice").remove();
  const data = JSON.parse(find("[data-part=data]").textContent);
  loadPlotlyBy(() => loadPlotly(page));
  const model = new Model();
  rememberPicture(model.absence);
  const address = new Address(data.opens !== null);
  const pictures = await pictureBox(data, (name) => partOf(page, name));
  const host = new Host(model, data, pictures, address, thumbnailOf);
  new Workbench(find(".workbench"), model);
  new Numbers(find(".numbers"), model);
  mountPanels(page, model, host);
  const kept = keepInTab("explorer-view", () => host.shown); // it is too late to write it to the address
  const opens = kept() ?? address.read() ?? data.opens ?? {};
  await host.open(readLink(opens), { upload: address.upload, pinned: data.pinned && fromQuery(data.pinned) });
  followAddress(host, address);
  window.addEventListener("pageshow", (event) => event.persisted && kept()); // the page itself was kept
  const redraw = () => model.dispatchEvent(new Event("receive"));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  showTips(page.body);
  await whole(page);
  offerPictures(host, data);
}

/** @param {Document} page @param {Model} model @param {Host} host */
function mountPanels(page, model, host) {
  const panel = (name) => /** @type {any} */ (page.querySelector(`[data-panel=${name}]`));
  const content = (name) => panel(name).querySelector("div");
  new Predict(content("predict"), model, host);
  new Code(content("code"), model, host);
  new Take(content("take"), model, host);
  new Compared(/** @type {any} */ (page.querySelector(".page-compared")), model, host);
  const [share, own] = [new Share(panel("share"), model, host), new OwnPicture(panel("own"), host, decode, GREY)];
  host.addEventListener("share", () => share.open());
  host.addEventListener("upload", () => own.open());
  showPanels(["predict", "code", "take", "why"].map(panel), model, host);
  const all = /** @type {HTMLElement} */ (page.querySelector(".page-all"));
  all.querySelector("button").addEventListener("click", () => {
    host.showAll();
    page.querySelector("h1").focus(); // the button is gone
  });
  model.addEventListener("receive", () => (all.hidden = !host.hidden.length));
}

/** Open the panels as the options say, and leave out those that are hidden. @param {HTMLDetailsElement[]} panels */
function showPanels(panels, model, host) {
  for (const panel of panels) {
    const name = panel.dataset.panel;
    panel.addEventListener("toggle", () => panel.open !== host.options[name] && host.setOptions({ [name]: panel.open }));
    host.addEventListener("options", () => (panel.open = host.options[name]));
    model.addEventListener("receive", () => (panel.hidden = host.hidden.includes(name)));
    panel.open = host.options[name];
  }
}

/** Open what Back and Forward or another link show. @param {Host} host @param {Address} address */
function followAddress(host, address) {
  const open = () => host.open(readLink(address.read() ?? host.data.opens ?? {}), { upload: address.upload });
  window.addEventListener("popstate", open);
}

/** Paint every picture of the gallery small. @param {Host} host */
async function offerPictures(host) {
  const thumbnails = {};
  for (const name of Object.keys(host.data.pictures)) thumbnails[name] = thumbnailOf(await host.pictures.load(name, SMALL, 0));
  host.offer(thumbnails);
}

/** Run Plotly, which the page holds at its end. @param {Document} page */
async function loadPlotly(page) {
  const script = page.createElement("script");
  script.textContent = new TextDecoder().decode(await inflated(await partOf(page, "plotly")));
  page.head.append(script);
}
