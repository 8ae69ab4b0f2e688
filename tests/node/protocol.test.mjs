// The settings of the browser and of Python agree in the end, whatever happens to the messages between them.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { DEFAULTS, DOMAINS } from "../../static/core/settings.js";
import { Model } from "../../static/model/model.js";
import { SETTLE_DELAY } from "../../static/model/reporter.js";
import { Line } from "./simulated_python.mjs";

/** Of all kinds of events at once, which have the others in them; and of each kind alone. */
const MANY = 700;
const FEW = 200;
const STEPS = 40;
/** What Python changes by itself: an upload becomes the picture. */
const NATIVE = ["picture"];
const OWN = ["w00", "w11", "bias", "activation", "stride", "row", "palette", "size"];

/** Random numbers from a seed (mulberry32). */
function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, pick: (list) => list[below(list.length)], is: (share) => next() < share };
}

/** A value that a setting may have. */
function anyValue({ below, pick }, name) {
  const { names, kind, low, high } = DOMAINS[name];
  if (names) return pick(names);
  return kind === "int" ? low + below(high - low + 1) : low + ((high - low) * below(9)) / 8;
}

/** One sequence of events; `entered` is the last value that the visitor has entered for every setting. */
class Play {
  constructor(seed) {
    this.chance = chance(seed);
    this.model = new Model(() => Date.now());
    this.line = new Line(this.model);
    this.entered = { ...DEFAULTS };
    this.told = [];
    this.line.hear();
    this.line.answer();
  }

  events = {
    change: () => this.enter(OWN, (patch) => this.model.change(patch)),
    commit: () => this.enter(OWN, (patch) => this.model.commit(patch)),
    step: () => this.enter(OWN, (patch) => this.model.change(patch) && this.model.reporter.later()),
    type: () => this.enter(["w00", "bias", "row"], (patch) => this.model.change(patch) && this.model.reporter.later(true)),
    report: () => this.model.reporter.now(),
    undo: () => this.goBack(() => this.model.undo()),
    redo: () => this.goBack(() => this.model.redo()),
    refused: () => this.model.commit({ bias: Infinity, w00: "1", colour: "red" }),
    wait: () => mock.timers.tick(this.chance.pick([1, 40, 160, 1100])),
    hear: () => this.line.hear({ isBusy: this.chance.is(0.4) }),
    answer: () => this.line.answer({ isBusy: this.chance.is(0.4), isRepeated: this.chance.is(0.2) }),
    arrive: () => this.arrive(),
    widget: () => this.widget(),
    reconnect: () => this.line.reconnect(),
    restart: () => this.line.restart(),
    away: () => this.away(),
    command: () => this.line.ask(this.anyView()),
  };

  enter(names, act) {
    const patch = Object.fromEntries([this.chance.pick(names), this.chance.pick(names)].map((name) => [name, anyValue(this.chance, name)]));
    Object.assign(this.entered, patch);
    act(patch);
  }

  goBack(act) {
    act();
    this.entered = { ...this.model.settings };
  }

  /** Streamlit's own widgets, as the upload: what they change reaches the page before anything else happens to it. */
  widget() {
    const name = this.chance.pick(NATIVE);
    const patch = { [name]: anyValue(this.chance, name) };
    Object.assign(this.entered, patch);
    if (!this.isKnown) this.arrive(0); // a page without a connection has no menus
    this.line.ask(patch);
    this.arrive(0);
  }

  /** Let some time pass, and all that is under way come through. */
  arrive(time = 200) {
    mock.timers.tick(time);
    while (this.line.up.length) this.line.hear();
    while (this.line.down.length) this.line.answer();
  }

  /** Whether the page has heard of the server that runs now. */
  get isKnown() {
    return this.model.owner.session === this.line.python.token;
  }

  anyView() {
    return Object.fromEntries(Object.keys(DOMAINS).map((name) => [name, anyValue(this.chance, name)]));
  }

  /** Visit another page, which may open another view, and come back. */
  away() {
    this.line.leave({ isLost: this.chance.is(0.5) });
    if (this.isKnown && this.chance.is(0.3)) this.line.python.open((this.entered = this.anyView()));
    this.line.enter();
    this.line.hear();
    this.line.answer();
  }

  /** One event, of those that are allowed. */
  step(allowed) {
    const name = this.chance.pick(allowed);
    this.told.push(name);
    this.events[name]();
  }

  /** Let everything arrive: what is typed settles, and what is under way comes through. */
  settle() {
    this.model.reporter.now();
    for (let k = 0; k < 6; k++) {
      this.arrive(SETTLE_DELAY + 200);
    }
  }
}

/** Play a number of sequences of some events, and check each at its end. */
function always(allowed, count, check) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_700_000_000_000 });
  try {
    for (let seed = 1; seed <= count; seed++) {
      const play = new Play(seed);
      for (let k = 0; k < STEPS; k++) play.step(allowed);
      play.settle();
      try {
        check(play);
      } catch (error) {
        error.message += `\n\nseed ${seed}: ${play.told.join(", ")}`;
        throw error;
      }
    }
  } finally {
    mock.timers.reset();
  }
}

function assertAgreed({ model, line }) {
  assert.deepEqual(model.settings, line.python.settings);
  assert.deepEqual(line.address, model.settings, "the address");
  assert.ok(!model.owner.isAhead);
  assert.ok(model.reporter.isSettled);
}

const ENTERING = ["change", "commit", "step", "type", "report", "undo", "redo", "refused", "wait", "hear", "answer", "arrive"];

for (const [what, more] of Object.entries({
  "on a slow line": [],
  "beside Streamlit's widgets": ["widget"],
  "over broken connections": ["reconnect"],
  "over restarts of the server": ["restart"],
  "over visits to other pages": ["away"],
  "over all of these at once": ["widget", "reconnect", "restart", "away"],
})) {
  test(`in the end both sides have the last value entered for every setting, ${what}`, () => {
    always([...ENTERING, ...ENTERING, ...more], more.length > 1 ? MANY : FEW, (play) => {
      assertAgreed(play);
      assert.deepEqual(play.model.settings, play.entered);
    });
  });
}

test("in the end both sides agree, whatever Python does meanwhile", () => {
  always([...ENTERING, "widget", "reconnect", "restart", "away", "command"], MANY, assertAgreed);
});
