import assert from "node:assert/strict";
import { test } from "node:test";

import { DESCRIPTIONS, YOUR_PICTURE } from "../../static/core/catalog.js";
import { Absence, isOfMissing } from "../../static/model/absence.js";
import { notePicture, rememberPicture } from "../../static/page/reload.js";

const { MISSING } = DESCRIPTIONS;
const HERE = "Your picture, 3 × 2 pixels.";

/** What is said of the visitor's own picture after answers of these sessions, with these uploads and descriptions. */
function said(answers, absence = new Absence()) {
  const one = ([session, upload, description, picture = YOUR_PICTURE]) =>
    absence.explain(description, { session, upload, settings: { picture } });
  return answers.map(one).at(-1);
}

test("of a picture that is here nothing else is said, nor of one that came with a link and was never here", () => {
  assert.equal(said([["a", 7, HERE]]), HERE);
  assert.equal(said([["a", 0, MISSING]]), MISSING);
  assert.equal(said([["a", 0, "A cat.", "Cat"], ["b", 0, MISSING]]), MISSING);
});

test("a picture that a server has forgotten is not said to be missing because of a link", () => {
  const lost = [["a", 7, HERE], ["b", 0, MISSING]];
  assert.match(said(lost), /the connection was lost, and the server has forgotten it/);
  const onItsWay = [...lost, ["b", 7, MISSING]];
  assert.match(said(onItsWay), /forgotten/);
  assert.match(said([...onItsWay, ["b", 7, "A cat.", "Cat"], ["b", 7, MISSING]]), /forgotten/);
  assert.match(said([["a", 7, "A cat.", "Cat"], ["b", 0, MISSING]]), /forgotten/);
});

test("a picture that Undo goes back to and that is too old says so, also after one was given back", () => {
  assert.match(said([["a", 7, HERE], ["a", 3, MISSING]]), /only your last ones are kept/);
  assert.match(said([["a", 7, HERE], ["b", 0, MISSING], ["b", 7, HERE], ["b", 3, MISSING]]), /only your last ones/);
});

test("what is said beside it stays, and each sentence is known as one of a picture that is missing", () => {
  const stretched = " It is stretched: 0.2 to 0.4 became 0 to 1.";
  const found = said([["a", 7, HERE], ["b", 0, MISSING + stretched]]);
  assert.ok(found.endsWith(stretched));
  for (const one of [found, MISSING, said([["a", 7, HERE], ["a", 3, MISSING]])]) assert.ok(isOfMissing(one));
  assert.ok(!isOfMissing(HERE));
});

/** A page of a tab that is loaded: what is known of its picture, and how it is left. */
function load(tab, href, isBeside = false) {
  const page = new EventTarget();
  const absence = new Absence();
  const storage = {
    getItem: (name) => tab.get(name) ?? null,
    setItem: (name, text) => tab.set(name, text),
    removeItem: (name) => tab.delete(name),
  };
  const remember = () => rememberPicture(absence, page, storage, { href });
  const note = () => notePicture(() => true, page, storage, { href });
  (isBeside ? note : remember)();
  return { absence, leave: () => ["beforeunload", "pagehide"].forEach((name) => page.dispatchEvent(new Event(name))) };
}

test("after a reload, and after a second one, the reload is the reason; in a tab of its own it is not", () => {
  const tab = new Map();
  const first = load(tab, "/?picture=Your+picture");
  said([["a", 7, HERE]], first.absence);
  first.leave();
  const second = load(tab, "/?picture=Your+picture");
  assert.match(said([["b", 0, MISSING]], second.absence), /and then it was loaded again/);
  second.leave();
  assert.ok(![...tab.values()].join().includes("pixels")); // the reason is kept, not the picture
  assert.match(said([["c", 0, MISSING]], load(tab, "/?picture=Your+picture").absence), /and then it was loaded again/);
  assert.equal(said([["d", 0, MISSING]], load(new Map(), "/?picture=Your+picture").absence), MISSING);
  assert.equal(said([["e", 0, MISSING]], load(tab, "/?another").absence), MISSING);
});

test("so it is after a reload of a page beside the explorer, on which a picture was dropped", () => {
  const tab = new Map();
  load(tab, "/bank", true).leave();
  assert.match(said([["b", 0, MISSING]], load(tab, "/bank").absence), /and then it was loaded again/);
});
