import assert from "node:assert/strict";
import { test } from "node:test";

import { format, parse, readAs, stepped } from "../../static/controls/typed_numbers.js";

const RANGE = { low: -100, high: 100, step: 0.25 };

test("numbers are read as people write them", () => {
  const wanted = { "0.5": 0.5, "0,5": 0.5, "\u22121": -1, "-1": -1, "+2": 2, "1/9": 0.11111111, " 1 / 3 ": 0.33333333, ".5": 0.5, "5.": 5, "1e-3": 0.001, "-0": 0, "1 000": 1000, "\u22120,25": -0.25, "2½": 2.5, "٣": 3 };
  for (const [text, value] of Object.entries(wanted)) assert.equal(parse(text), value, text);
  assert.ok(Object.is(parse("-0"), 0));
});

test("what is no number is none", () => {
  for (const text of ["", "-", "a", "1/", "/2", "1/0", "1/2/3", "1e999", "Infinity", "NaN", "0x10", "1.2.3", "1,2,3", "--1"]) {
    assert.equal(parse(text), null, text);
  }
});

test("up and down again is the same number", () => {
  for (const start of [0, 0.1, 1 / 3, -7.77, 0.11111111]) {
    let value = parse(String(start));
    const first = value;
    for (let k = 0; k < 40; k++) value = stepped(value, 1, RANGE);
    for (let k = 0; k < 40; k++) value = stepped(value, -1, RANGE);
    assert.equal(value, first);
  }
});

test("steps end at the ends of the range", () => {
  assert.equal(stepped(99.9, 1, RANGE), 100);
  assert.equal(stepped(-100, -1, RANGE), -100);
});

test("a field shows no needless zeros", () => {
  assert.deepEqual([0.11111111, 3, -0.5, 1e-7, 99.99999].map((value) => format(value, 5)), ["0.11111", "3", "-0.5", "1e-7", "100"]);
});

test("a number of which two can be meant is said as it is read", () => {
  assert.equal(readAs("1,000"), "1,000 is read as 1: a comma stands before decimals here.");
  assert.equal(readAs("\u221212.500"), "12.500 is read as 12.5: a point stands before decimals here.");
  for (const text of ["0,125", "1,5", "1,0000", "1000", "1.000.000", "1,234.5", "12345,678", "1 000", ""]) assert.equal(readAs(text), "", text);
});
