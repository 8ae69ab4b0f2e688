import assert from "node:assert/strict";
import { test } from "node:test";

import { Downloads } from "../../static/page/downloads.js";

/** A page with the button of a download, and with another one; `pressed` counts the presses that Streamlit hears of. */
function page() {
  const model = { number: 1, reporter: { isSettled: true } };
  const document = new EventTarget();
  const downloads = new Downloads(model, document);
  const pressed = { download: 0, other: 0 };
  const press = (name) => {
    const event = new Event("click", { cancelable: true });
    const button = { click: () => press("download") };
    Object.defineProperty(event, "target", { value: { closest: () => (name === "download" ? button : null) } });
    if (document.dispatchEvent(event)) pressed[name] += 1;
  };
  downloads.drawn(1);
  return { model, downloads, pressed, press };
}

test("a press goes through when the buttons are those of the answer to the last change", () => {
  const { pressed, press } = page();
  press("download");
  assert.equal(pressed.download, 1);
});

test("a press after a change is made once, when Python has answered and the buttons are drawn anew", () => {
  const { model, downloads, pressed, press } = page();
  model.reporter.isSettled = false;
  press("download");
  press("download");
  downloads.drawn(2); // the answer to the change before
  assert.equal(pressed.download, 0);
  Object.assign(model, { number: 3, reporter: { isSettled: true } });
  press("download"); // the answer is there, its buttons are not
  assert.equal(pressed.download, 0);
  downloads.drawn(3);
  downloads.drawn(3);
  assert.equal(pressed.download, 1);
});

test("other buttons wait for nothing", () => {
  const { model, pressed, press } = page();
  model.reporter.isSettled = false;
  press("other");
  assert.equal(pressed.other, 1);
});
