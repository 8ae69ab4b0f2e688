import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { NumberField } from "../../static/controls/number_field.js";
import { DEFAULTS } from "../../static/core/settings.js";
import { Model } from "../../static/model/model.js";
import { REPORT_DELAY, SETTLE_DELAY } from "../../static/model/reporter.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** The field of a setting in a page of plain objects, what was reported, and what was complained of. */
function field(name = "w00") {
  const model = new Model(() => 0);
  model.receive({ answer: { settings: DEFAULTS, seen: 0, session: "one", number: 1 }, picture: "a", facts: null, experiment: "", hidden: [] });
  const found = { sent: [], problem: "" };
  model.reporter.send = (report) => found.sent.push([report.settings[name], report.isTyping]);
  const attributes = {};
  const input = { value: "", getAttribute: (name) => attributes[name], setAttribute: (name, text) => (attributes[name] = text) };
  const made = new NumberField(input, model, name, { subject: "A weight", complain: (text) => (found.problem = text) });
  made.show();
  const type = (text) => {
    input.value = text;
    input.oninput();
  };
  const press = (key, more = {}) => {
    const event = { key, preventDefault: () => {}, stopPropagation: () => {}, ...more };
    input.onkeydown(event);
  };
  const leave = () => input.onblur();
  return { model, found, input, attributes, made, type, press, leave };
}

test("it shows a number with a real minus, and tells a screen reader its range", () => {
  const { input, attributes } = field();
  assert.equal(input.value, "\u22121");
  assert.deepEqual(attributes, {
    role: "spinbutton", "aria-valuemin": "-100", "aria-valuemax": "100", "aria-valuenow": "-1", "aria-valuetext": "\u22121",
  });
});

test("what is typed is shown at once and reported as a draft, and Enter completes it", () => {
  const { model, found, made, type, press } = field();
  type("2");
  type("2.5");
  assert.deepEqual([model.settings.w00, made.isEdited, found.sent], [2.5, true, []]);
  mock.timers.tick(REPORT_DELAY);
  press("Enter");
  assert.deepEqual([found.sent, made.isEdited], [[[2.5, true], [2.5, false]], false]);
});

test("what is typed is not overwritten by the same number, but by another one of the settings", () => {
  const { model, input, made, type } = field();
  type("2.50");
  made.show();
  assert.equal(input.value, "2.50");
  model.change({ w00: 7 }); // as Undo does
  made.show();
  assert.deepEqual([input.value, made.isEdited], ["7", false]);
});

test("what is no number, or too large, is refused when the field is left, and the old number stays", () => {
  for (const text of ["abc", "", "101", "1e9", "-"]) {
    const { model, found, input, type, leave } = field();
    type("3");
    type(text);
    leave();
    assert.deepEqual([model.settings.w00, input.value], [-1, "\u22121"], text);
    assert.equal(found.problem, "A weight is a number from \u2212100 to 100, so \u22121 stays.");
  }
  const { found, input, type, leave } = field();
  type("1/3");
  leave();
  type("abc");
  leave();
  assert.equal(input.value, "0.33333");
  assert.match(found.problem, /, so 0\.33333 stays\.$/); // as the field shows it
});

test("a number with a mark that may part thousands is said as it is read, when the field is left", () => {
  for (const [text, told] of /** @type {const} */ ([["1,000", "1,000 is read as 1"], ["2.500", "2.500 is read as 2.5"], ["1.125", ""], ["0,125", ""], ["1,5", ""]])) {
    const { found, type, press, leave } = field();
    type(text);
    assert.equal(found.problem, "", text);
    press("Enter");
    leave();
    assert.match(found.problem, new RegExp(`^${told}`), text);
    assert.equal(found.problem === "", told === "", text);
  }
});

test("what is typed back to what was shown is the number that was there, with all its digits", () => {
  const { model, type, leave } = field();
  model.change({ w00: 1 / 9 });
  type("0.1111");
  type("0.11111");
  leave();
  assert.equal(model.settings.w00, 0.11111111);
});

test("several cells are refused where they are pasted, and one is not", () => {
  for (const [text, isRefused] of /** @type {const} */ ([["1\n2", true], ["1\t2", true], ["1, 2", true], ["\u22120,5\n", false], ["1 000", false], ["1/9", false]])) {
    const { found, input } = field();
    let isPrevented = false;
    input.onpaste({ clipboardData: { getData: () => text }, preventDefault: () => (isPrevented = true) });
    assert.deepEqual([isPrevented, found.problem !== ""], [isRefused, isRefused], text);
  }
});

test("a number that is dropped takes the place of the old one, and anything else is refused", () => {
  for (const [text, value, isRefused] of /** @type {const} */ ([["0,5", 0.5, false], ["1\n2", -1, true], ["1,000.5", -1, true], ["https://a.b", -1, true]])) {
    const { model, found, input } = field();
    input.ondrop({ dataTransfer: { getData: () => text }, preventDefault: () => {} });
    assert.deepEqual([model.settings.w00, found.problem !== ""], [value, isRefused], text);
  }
});

test("a whole number is asked for where one is needed", () => {
  const { model, found, type, leave } = field("row");
  type("2.5");
  leave();
  assert.equal(model.settings.row, DEFAULTS.row);
  assert.match(found.problem, new RegExp(`a whole number from 0 to 511, so ${DEFAULTS.row} stays`));
});

test("a new number takes the complaint away", () => {
  const { found, type, leave } = field();
  type("abc");
  leave();
  type("1");
  assert.equal(found.problem, "");
});

test("Escape takes an edit back, and is nobody else's", () => {
  const { model, found, type, press } = field();
  type("5");
  mock.timers.tick(REPORT_DELAY);
  let isStopped = false;
  press("Escape", { stopPropagation: () => (isStopped = true) });
  assert.deepEqual([model.settings.w00, isStopped, found.sent.at(-1)], [-1, true, [-1, false]]);
});

test("the arrow keys step it, from what is typed, up to the end of the range", () => {
  const { model, found, type, press } = field();
  press("ArrowUp");
  assert.equal(model.settings.w00, -0.75);
  type("99.9");
  press("ArrowUp");
  press("ArrowUp");
  assert.equal(model.settings.w00, 100);
  mock.timers.tick(REPORT_DELAY);
  assert.deepEqual(found.sent, [[100, false]]);
});

test("a number that was left alone for a while is complete without Enter", () => {
  const { found, type } = field();
  type("4");
  for (const time of [REPORT_DELAY, SETTLE_DELAY]) mock.timers.tick(time);
  assert.deepEqual(found.sent, [[4, true], [4, false]]);
});

test("leaving a field that nobody has typed in changes nothing", () => {
  const { model, found, leave } = field();
  model.change({ w00: 1 / 3 }); // more digits than the field shows
  leave();
  assert.deepEqual([model.settings.w00, found.problem], [0.33333333, ""]);
});
