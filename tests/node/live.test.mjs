import assert from "node:assert/strict";
import { test } from "node:test";

import { bars, grid, line, mapImage, maps, plot, words } from "../../static/lessons/parts.js";
import { LiveModel, filled } from "../../static/model/live.js";

const SLIDERS = [{ name: "a", label: "A", low: 0, high: 9, step: 1, value: 1, texts: [], tick: null }];
const MAP = { values: Float32Array.of(1, 2), rows: 1, cols: 2 };

/** The browser's parts: they tell whose they are, and of which values and data. */
const show = ({ a }, { by }) => [[words(`own ${a} ${by}`), maps([mapImage(`own ${a}`, { ...MAP, values: Float32Array.of(a, by) })])]];

/** A model with what it reports, and a Python that answers. */
function opened({ isReady = true } = {}) {
  let now = 100;
  const model = new LiveModel(() => (now += 1));
  const reports = [];
  model.reporter.send = (report) => reports.push(report);
  let number = 0;
  const answer = (a, { seen = model.owner.revision, data = "one", session = "s", ...options } = {}) => {
    number += 1;
    const rows = [[words(`Python ${a}`), { ...maps([{ title: `Python ${a}`, palette: "Diverging", span: null }]) }]];
    model.receive({ answer: { settings: { a }, seen, session, number }, sliders: SLIDERS, data, rows }, options);
  };
  if (isReady) {
    model.learn(show);
    model.receiveData("one", { by: 5 });
  }
  answer(1, { seen: 0 });
  return { model, reports, answer };
}

const said = (model) => model.rows[0][0].text;
const drawn = (model) => [...(model.rows[0][1].images[0].values?.values ?? [])];

test("what Python has answered is shown, with the browser's maps", () => {
  const { model } = opened();
  assert.equal(said(model), "Python 1");
  assert.equal(model.rows[0][1].images[0].title, "Python 1");
  assert.deepEqual(drawn(model), [1, 5]);
});

test("a change is shown at once, reported when it is let go, and Python's parts then stand", () => {
  const { model, reports, answer } = opened();
  let seen = 0;
  model.addEventListener("change", () => (seen += 1));
  model.change({ a: 4 });
  assert.equal(seen, 1);
  assert.equal(said(model), "own 4 5");
  assert.deepEqual(drawn(model), [4, 5]);
  assert.deepEqual(reports, []);
  model.reporter.now();
  assert.deepEqual(reports.map(({ settings }) => settings), [{ a: 4 }]);
  assert.equal(said(model), "own 4 5");
  answer(4);
  assert.equal(said(model), "Python 4");
  assert.deepEqual(drawn(model), [4, 5]);
});

test("a late answer undoes nothing", () => {
  const { model, reports, answer } = opened();
  model.change({ a: 4 });
  model.reporter.now();
  const first = reports[0].revision;
  model.change({ a: 6 });
  answer(4, { seen: first });
  assert.equal(model.values.a, 6);
  assert.equal(said(model), "own 6 5");
  model.reporter.now();
  assert.deepEqual(reports.at(-1).settings, { a: 6 });
  answer(6);
  assert.equal(said(model), "Python 6");
});

test("a value outside of its slider and one of no slider are ignored", () => {
  const { model } = opened();
  for (const patch of [{ a: 10 }, { a: -1 }, { a: NaN }, { a: "3" }, { b: 3 }]) model.change(patch);
  assert.equal(model.values.a, 1);
});

test("without the data that Python has, and without its function, Python's parts are shown", () => {
  const { model, answer } = opened({ isReady: false });
  assert.equal(said(model), "Python 1");
  assert.deepEqual(drawn(model), []);
  model.learn(show);
  model.receiveData("another", { by: 7 });
  assert.deepEqual(drawn(model), []);
  model.receiveData("one", { by: 5 });
  assert.deepEqual(drawn(model), [1, 5]);
  answer(1, { data: "two" });
  assert.deepEqual(drawn(model), []);
});

test("a restarted server is told again what it has not received", () => {
  const { model, reports, answer } = opened();
  model.change({ a: 4 });
  model.reporter.now();
  answer(1, { seen: 0, session: "another" });
  assert.equal(model.values.a, 4);
  assert.deepEqual(reports.at(-1).settings, { a: 4 });
  assert.equal(reports.at(-1).session, "another");
});

test("the page comes back with what was changed before it was left", () => {
  const { model, reports, answer } = opened();
  model.change({ a: 4 });
  answer(1, { seen: 0, isReturn: true });
  assert.equal(model.values.a, 4);
  assert.deepEqual(reports.at(-1).settings, { a: 4 });
});

test("new values are filled into Python's figure, which stays as it was", () => {
  const trace = { type: "scatter", name: "One", x: [0], y: [0], line: { color: "red" } };
  const strip = { type: "heatmap", z: [[1]], zmax: 255 };
  const figure = { data: [trace, strip], layout: { xaxis: { range: [0, 1], title: "x" }, yaxis: { title: "y" } } };
  const before = structuredClone(figure);
  const own = plot([line("Two", [1, 2], Float32Array.of(3, 4))], { x: "x", y: "y", alt: "", xRange: [5, 6], strips: [["s", [7]]] });
  const made = filled(figure, own);
  assert.deepEqual(made.data[0], { ...trace, name: "Two", x: [1, 2], y: [3, 4] });
  assert.deepEqual(made.data[1], { ...strip, z: [[7]] });
  assert.deepEqual(made.layout, { xaxis: { range: [5, 6], title: "x" }, yaxis: { title: "y" } });
  assert.deepEqual(figure, before);
});

test("so are the bars'", () => {
  const figure = { data: [{ type: "bar", name: "One", x: ["a"], y: [1] }], layout: { yaxis: {} } };
  const made = filled(figure, bars(["a"], [["Two", [2]]], { x: "x", y: "y", alt: "", yRange: [0, 3] }));
  assert.deepEqual(made, { data: [{ type: "bar", name: "Two", x: ["a"], y: [2] }], layout: { yaxis: { range: [0, 3] } } });
});

test("a grid has the browser's values, and Python's words until the browser is ahead", () => {
  const cells = (whose, a) => grid(whose, { ...MAP, values: Float32Array.of(a, a) }, { span: [0, 9], alt: whose });
  const model = new LiveModel();
  model.learn(({ a }) => [[cells("own", a)]]);
  model.receiveData("one", {});
  const { values: _, ...said } = cells("Python", 1);
  model.receive({ answer: { settings: { a: 1 }, seen: 0, session: "s", number: 1 }, sliders: SLIDERS, data: "one", rows: [[said]] });
  const shown = () => [model.rows[0][0].title, ...model.rows[0][0].values.values];
  assert.deepEqual(shown(), ["Python", 1, 1]);
  model.change({ a: 4 });
  assert.deepEqual(shown(), ["own", 4, 4]);
});

test("the sliders go on without the server where the browser can compute the parts", () => {
  assert.equal(opened().model.goesOn, "The sliders go on without it.");
  assert.equal(opened({ isReady: false }).model.goesOn, "");
});
