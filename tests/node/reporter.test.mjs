import assert from "node:assert/strict";
import { beforeEach, afterEach, mock, test } from "node:test";

import { DEFAULTS } from "../../static/core/settings.js";
import { Owner } from "../../static/model/owner.js";
import { REPORT_DELAY, Reporter, SETTLE_DELAY } from "../../static/model/reporter.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** A reporter, what it has sent, how often a change was complete, and Python's answer to the last report. */
function reporting() {
  const owner = new Owner(() => 0);
  const found = { sent: [], settled: 0 };
  const reporter = new Reporter(owner, () => (found.settled += 1));
  let number = 0;
  const answer = (more = {}) => {
    number += 1;
    const seen = found.sent.at(-1)?.revision ?? 0;
    owner.receive({ settings: owner.settings, seen, session: "one", number, ...more }, { isDraft: reporter.isDraft });
  };
  reporter.send = (report) => found.sent.push(report);
  answer();
  return { owner, reporter, found, answer, values: () => found.sent.map(({ settings, isTyping }) => [settings.bias, isTyping]) };
}

test("a change is reported once, however often it is asked for", () => {
  const { owner, reporter, found } = reporting();
  owner.change({ bias: 1 });
  for (let k = 0; k < 3; k++) reporter.now();
  assert.deepEqual(found.sent, [{ settings: { bias: 1 }, revision: 1, session: "one", isTyping: false }]);
});

test("nothing to report is not reported, and not complete", () => {
  const { reporter, found, answer, owner } = reporting();
  reporter.now();
  owner.change({ bias: 1 });
  reporter.now();
  answer();
  reporter.now();
  assert.deepEqual([found.sent.length, found.settled], [1, 1]);
});

test("a lost report is repeated as it was, whatever is half dragged since", () => {
  const { owner, reporter, found, answer } = reporting();
  assert.equal(reporter.isUnanswered, false);
  owner.change({ bias: 1 });
  reporter.now();
  owner.change({ bias: 2 });
  assert.equal(reporter.isUnanswered, true);
  reporter.repeat();
  assert.deepEqual(found.sent[1], found.sent[0]);
  assert.equal(found.settled, 1);
  answer();
  assert.equal(reporter.isUnanswered, false);
  assert.equal(owner.isAhead, true);
});

test("a report to a server that has restarted is not repeated, and none while the page is being left", () => {
  const { owner, reporter, found, answer } = reporting();
  owner.change({ bias: 1 });
  reporter.now();
  reporter.isLeaving = () => true;
  reporter.repeat();
  assert.equal(found.sent.length, 1);
  answer({ session: "two", seen: 0 });
  assert.equal(reporter.isUnanswered, false);
});

test("several changes within a short time are one report, after the last", () => {
  const { owner, reporter, values } = reporting();
  for (const bias of [1, 2, 3]) {
    owner.change({ bias });
    reporter.later();
    mock.timers.tick(REPORT_DELAY - 1);
  }
  assert.deepEqual(values(), []);
  mock.timers.tick(1);
  assert.deepEqual(values(), [[3, false]]);
  mock.timers.tick(10 * SETTLE_DELAY);
  assert.equal(values().length, 1);
});

test("a report at once takes the place of the one that was waiting", () => {
  const { owner, reporter, values } = reporting();
  owner.change({ bias: 1 });
  reporter.later();
  reporter.now();
  owner.change({ bias: 2 });
  mock.timers.tick(REPORT_DELAY);
  assert.deepEqual(values(), [[1, false]]);
});

test("a number that is typed is a draft first, and complete after a pause", () => {
  const { owner, reporter, found, answer, values } = reporting();
  for (const bias of [1, 1.5]) {
    owner.change({ bias });
    reporter.later(true);
    mock.timers.tick(REPORT_DELAY);
    assert.ok(!reporter.isSettled);
    answer();
    assert.ok(!reporter.isSettled);
  }
  assert.deepEqual([values(), found.settled], [[[1, true], [1.5, true]], 0]);
  mock.timers.tick(SETTLE_DELAY);
  assert.deepEqual([values().at(-1), found.settled, found.sent.length], [[1.5, false], 1, 3]);
  assert.ok(found.sent[2].revision > found.sent[1].revision);
  answer();
  assert.ok(reporter.isSettled);
  mock.timers.tick(10 * SETTLE_DELAY);
  assert.equal(found.sent.length, 3);
});

test("Enter ends a draft at once", () => {
  const { owner, reporter, found, values } = reporting();
  owner.change({ bias: 1 });
  reporter.now(true);
  reporter.now();
  assert.deepEqual([values(), found.settled], [[[1, true], [1, false]], 1]);
});

test("while there is no way nothing is sent; what was meant is sent when there is one", () => {
  const { owner, reporter, found } = reporting();
  const { send } = reporter;
  reporter.send = null;
  owner.change({ bias: 1 });
  reporter.now();
  assert.equal(found.sent.length, 0);
  reporter.send = send;
  reporter.now();
  assert.deepEqual(found.sent.map(({ settings }) => settings), [{ bias: 1 }]);
});

test("again reports what Python has not confirmed, and nothing else", () => {
  const { owner, reporter, found, answer } = reporting();
  reporter.again();
  owner.change({ bias: 1 });
  reporter.now();
  reporter.again();
  assert.deepEqual(found.sent.map(({ revision }) => revision), [1, 1]);
  answer();
  reporter.again();
  assert.equal(found.sent.length, 2);
});

test("another session is told what the one before has not confirmed, under its own name", () => {
  const { owner, reporter, found, answer } = reporting();
  owner.change({ bias: 1 });
  reporter.now();
  answer({ settings: DEFAULTS, session: "two", number: 1, seen: 0 });
  reporter.now();
  assert.deepEqual(found.sent.map(({ session, settings }) => [session, settings.bias]), [["one", 1], ["two", 1]]);
});

test("a page that is being left reports nothing, and what it has kept when it stays after all", () => {
  const { owner, reporter, values } = reporting();
  reporter.isLeaving = () => true;
  owner.change({ bias: 1 });
  reporter.now();
  mock.timers.tick(10 * REPORT_DELAY);
  assert.deepEqual(values(), []);
  reporter.isLeaving = () => false;
  mock.timers.tick(REPORT_DELAY);
  assert.deepEqual(values(), [[1, false]]);
});
