import assert from "node:assert/strict";
import { test } from "node:test";

import { aloneAddress, cameraProblem, ensureCookie, isFramed } from "../../static/page/alone.js";

const NAME = "_streamlit_xsrf";

/** What a page sees of its window. */
const view = ({ isSecureContext = true, isFramed: inFrame = false } = {}) => {
  const self = {};
  return { isSecureContext, self, top: inFrame ? {} : self };
};
const allowing = (isAllowed) => ({ permissionsPolicy: { allowsFeature: () => isAllowed } });

/** A document that keeps the cookies that `isKept` admits; `written` has all that were offered. */
function documentWith(cookies, isKept = () => true) {
  const written = [];
  return {
    written,
    get cookie() { return cookies.join("; "); },
    set cookie(text) {
      written.push(text);
      if (isKept(text)) cookies.push(text.split(";")[0]);
    },
  };
}

test("the camera is offered only where the browser lends it", () => {
  assert.match(cameraProblem(view({ isSecureContext: false }), {}), /https/);
  assert.equal(cameraProblem(view(), allowing(true)), "");
  assert.equal(cameraProblem(view({ isFramed: true }), allowing(true)), "");
  assert.match(cameraProblem(view({ isFramed: true }), allowing(false)), /tab of its own/);
  assert.match(cameraProblem(view({ isFramed: true }), { featurePolicy: { allowsFeature: () => false } }), /tab of its own/);
  assert.equal(cameraProblem(view({ isFramed: true }), {}), ""); // Firefox and Safari do not say
  assert.equal(isFramed(view({ isFramed: true })), true);
});

test("the server's cookie stays as it is", () => {
  const place = documentWith(["other=1", `${NAME}=2|aa|bb|1`]);
  assert.equal(ensureCookie(NAME, place), true);
  assert.deepEqual(place.written, []);
});

test("a frame without the server's cookie gets one of the form that Streamlit reads, each time another", () => {
  const places = [documentWith([`${NAME}_of_others=1`]), documentWith([])];
  for (const place of places) {
    assert.equal(ensureCookie(NAME, place), true);
    assert.match(place.written[0], /^_streamlit_xsrf=2\|[0-9a-f]{8}\|[0-9a-f]{32}\|\d{10}; Path=\/; Secure; SameSite=None; Partitioned$/);
  }
  assert.notEqual(places[0].cookie.split("; ").at(-1), places[1].cookie);
});

test("where no cookie is kept, or none may be asked for, it is said", () => {
  assert.equal(ensureCookie(NAME, documentWith([], () => false)), false);
  const sandboxed = { get cookie() { throw new Error("SecurityError"); } };
  assert.equal(ensureCookie(NAME, sandboxed), false);
});

test("alone, the page has its view and all parts of Streamlit", () => {
  assert.equal(aloneAddress("http://a.example/relu?stride=2&embed=true&embed_options=dark_theme"), "http://a.example/relu?stride=2");
  assert.equal(aloneAddress("http://a.example/#stride=2"), "http://a.example/#stride=2");
});
