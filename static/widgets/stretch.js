// What a picture uses of the range from black to white, with the button that stretches it, or shows it as it was.

import { DESCRIPTIONS } from "../core/catalog.js";
import { describeLittle } from "../core/description.js";
import { usedRange } from "../core/stretch.js";
import { element, write } from "../page/elements.js";

/** The share of the range that each picture uses. @type {WeakMap<import("../core/arrays.js").Map, number>} */
const shares = new WeakMap();

/** @param {import("../core/arrays.js").Map} image */
function shareOf(image) {
  const share = shares.get(image) ?? usedRange(image);
  shares.set(image, share);
  return share;
}

/**
 * Return what to say of a picture, and what the button does.
 * @param {import("../core/arrays.js").Map} image  as it is shown @param {boolean} isStretched
 * @returns {{text: string, label: string, stretch: "yes"|"no"}|null} nothing if there is nothing to say
 */
export function offered(image, isStretched) {
  if (isStretched) return { text: "", label: DESCRIPTIONS.RESTORE, stretch: "no" };
  const text = describeLittle(shareOf(image));
  return text ? { text, label: DESCRIPTIONS.STRETCH, stretch: "yes" } : null;
}

/**
 * Say what the picture of a page uses of the range, and offer to stretch it.
 * @param {HTMLElement} root  is filled @param {import("../model/model.js").Model} model
 */
export function showStretch(root, model) {
  const { computed, isWaiting } = model.store;
  if (!computed || isWaiting) return;
  const offer = model.hidden.includes("picture") ? null : offered(computed.image, model.settings.stretch === "yes");
  root.hidden = !offer;
  if (!offer) return;
  if (!root.children.length) root.append(element("span"), element("button", { type: "button" }));
  const [text, button] = /** @type {HTMLElement[]} */ ([...root.children]);
  write(text, offer.text);
  write(button, offer.label);
  button.onclick = () => model.commit({ stretch: offer.stretch });
}
