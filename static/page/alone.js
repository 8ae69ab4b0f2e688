// What a page may not do in a frame of another site, or without encryption; and the way out of the frame.

import { ITS_OWN } from "./address.js";
import { element } from "./elements.js";

/** So many ms in a second; how many random bytes stand in the two parts of Streamlit's token. */
const SECOND = 1000;
const MASK = 4;
const TOKEN = 16;
const CHOOSE = "Take the photograph with another program, then choose the file.";
const INSECURE = `A browser gives the camera only to a page whose address begins with https. ${CHOOSE}`;
const UNSENT =
  "This page stands in a frame of another page. There the browser lets it send no picture to its server. " +
  "Open this page in a tab of its own, and choose the picture there.";
const FRAMED =
  "This page stands in a frame of another page, and that one does not let it use the camera. " +
  `Open this page in a tab of its own. Or: ${CHOOSE[0].toLowerCase()}${CHOOSE.slice(1)}`;

/** Whether the page stands in a frame of another page. @param {{self: unknown, top: unknown}} view */
export const isFramed = (view = window) => view.self !== view.top;

/**
 * Say why the page cannot have the camera, before it asks for it; "" if nothing speaks against it.
 *
 * Firefox and Safari do not say what a frame may: there the camera is asked for.
 * @param {{isSecureContext: boolean, self: unknown, top: unknown}} view @param {any} document
 */
export function cameraProblem(view = window, document = view.document) {
  if (!view.isSecureContext) return INSECURE;
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  return isFramed(view) && policy?.allowsFeature("camera") === false ? FRAMED : "";
}

/**
 * Say why no picture can be sent from this page; "" if nothing speaks against it.
 * @param {string} cookie  the name of the one without which the server takes no file; "" if it takes all
 */
export const sendingProblem = (cookie) => (!isFramed() || !cookie || ensureCookie(cookie) ? "" : UNSENT);

/**
 * See that the browser has the cookie without which the server takes no file.
 *
 * In a frame of another site it refuses that of the server. One of the page's own will do: the server only compares it with
 * what the page says beside the file, and no other site knows it. It belongs to this frame in that site alone (Partitioned),
 * and exists only with encryption.
 * @param {string} name  of the cookie @param {{cookie: string}} place  the document
 * @returns {boolean} whether it is there
 */
export function ensureCookie(name, place = document) {
  try {
    if (!hasCookie(name, place)) place.cookie = `${name}=${token()}; Path=/; Secure; SameSite=None; Partitioned`;
    return hasCookie(name, place);
  } catch {
    return false; // a frame without an origin
  }
}

/** @param {string} name @param {{cookie: string}} place */
const hasCookie = (name, place) => place.cookie.split("; ").some((one) => one.startsWith(`${name}=`));

/** A token of the form that Streamlit makes: version, mask, masked token, seconds since 1970. */
const token = () => ["2", hexadecimal(MASK), hexadecimal(TOKEN), Math.floor(Date.now() / SECOND)].join("|");

/** @param {number} count  of random bytes */
const hexadecimal = (count) =>
  [...crypto.getRandomValues(new Uint8Array(count))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A link to the same view in a tab of its own. */
export function linkAlone() {
  const link = /** @type {HTMLAnchorElement} */ (element("a", { target: "_blank", rel: "noopener", textContent: "Open this page alone" }));
  link.href = aloneAddress(location.href);
  link.addEventListener("click", () => (link.href = aloneAddress(location.href)));
  return link;
}

/** The address of the page as it is outside of a frame: Streamlit leaves parts out where `embed` asks for it. @param {string} address */
export function aloneAddress(address) {
  const url = new URL(address);
  for (const name of ITS_OWN) url.searchParams.delete(name);
  return url.href;
}
