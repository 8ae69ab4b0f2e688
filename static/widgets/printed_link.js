// Where a printed page is found: its link in words, and as a code to scan.

import { YOUR_PICTURE } from "../core/catalog.js";
import { parametersOf, queryOf } from "../core/link.js";
import { modules } from "../exports/qr.js";
import { ITS_OWN } from "../page/address.js";
import { drawing, element, svgElement } from "../page/elements.js";
import { onPrint } from "../page/printing.js";

/** White around a QR code, in modules. */
const QUIET = 4;
/** Names of the computer that opens a link. */
const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/** What is said of a picture of one's own. */
export const OWN = "Your own picture does not travel: the link shows another one.";

/**
 * The link to a page of the app as it stands in the address.
 * @param {string} address  of the page, without parameters @param {string} search  its parameters, with their "?" if there are any
 * @returns {string}
 */
export function linkOfPage(address, search) {
  const parameters = parametersOf(search.slice(1));
  for (const name of ITS_OWN) delete parameters[name];
  const query = queryOf(parameters);
  return query ? `${address}?${query}` : address;
}

/** Say that nobody else can open a link, if so; "" otherwise. @param {string} link  http or https */
export function localWarning(link) {
  return LOCAL.includes(new URL(link).hostname) ? "This link works on this computer only." : "";
}

/** The QR code of a link; null if the link is too long for one. @param {string} link @returns {SVGElement|null} */
export function codeOf(link) {
  const rows = modules(link);
  if (!rows) return null;
  const side = rows.length + 2 * QUIET;
  const svg = drawing({ class: "paper-code", viewBox: `${-QUIET} ${-QUIET} ${side} ${side}`, role: "img", "aria-label": "QR code of the link" });
  const dark = rows.flatMap((row, r) => row.map((isDark, c) => (isDark ? `M${c} ${r}h1v1h-1z` : ""))).join("");
  svg.append(svgElement(svg, "path", { d: dark, "shape-rendering": "crispEdges" }));
  return svg;
}

/**
 * Make the end of a printed page, which is empty but while the page is printed.
 * @param {() => string} page  returns its address, http or https; "" for a page that has its link already
 * @returns {HTMLElement}
 */
export function printedLink(page) {
  const root = element("div", { className: "printed-link" });
  const begin = () => {
    const address = page();
    if (address) root.replaceChildren(...whereFound(linkOfPage(address, location.search)));
    return () => root.replaceChildren();
  };
  onPrint(begin, new AbortController().signal);
  return root;
}

/** @type {(link: string) => (Element|string)[]} */
function whereFound(link) {
  const isOwn = parametersOf(new URL(link).search.slice(1)).picture === YOUR_PICTURE;
  const said = [localWarning(link), isOwn ? OWN : ""].filter(Boolean);
  const words = [element("a", { href: link, textContent: link }), ...said.map((textContent) => element("p", { textContent }))];
  return [element("div", {}, words), codeOf(link) ?? ""];
}
