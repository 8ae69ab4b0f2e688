// Python's side of the protocol of static/model/owner.js, as explorer/ui/state/session.py and address.py have it, and the
// way there: for the tests.

import { apply, DEFAULTS } from "../../static/core/settings.js";

let tokens = 0;

/** One session of the server. */
export class Python {
  /** @param {object} address  the settings that the address names */
  constructor(address) {
    this.token = `session ${(tokens += 1)}`;
    this.settings = apply(DEFAULTS, address);
    this.address = this.settings;
    this.seen = 0;
    this.answers = 0;
    this.opened = 1;
    this.isTyping = false;
  }

  /** Store what the browser reports, unless it is of another session, or was seen before. */
  receive(report) {
    if (!report || report.session !== this.token || report.revision <= this.seen) return;
    this.seen = report.revision;
    this.settings = apply(this.settings, report.settings);
    this.isTyping = report.isTyping === true;
  }

  /** Show another view: an experiment, or that of an address. */
  open(settings) {
    this.commit(settings);
    this.opened += 1;
  }

  /** Change some settings by a widget of Streamlit's. */
  commit(patch) {
    this.settings = apply(this.settings, patch);
    this.isTyping = false;
  }

  /** Run the page: write the address, and answer. */
  run() {
    if (!this.isTyping) this.address = this.settings;
    this.answers += 1;
    const { settings, seen, token: session, answers: number, opened } = this;
    return { address: this.address, answer: { settings, seen, session, number, opened } };
  }
}

/**
 * A page with a model, a server, and what is under way between them: nothing overtakes, everything may be late, what is
 * late may be replaced by what follows it, and all of it may be lost with the connection or the server.
 */
export class Line {
  /** Reports and commands under way. @type {{report: object|null, patch: object|null}[]} */
  up = [];
  /** Answers under way. */
  down = [];
  /** What Streamlit's page keeps of the last report, and sends along with everything. */
  #report = null;
  /** What the browser shows as its address. */
  address = DEFAULTS;

  /** @param {import("../../static/model/model.js").Model} model */
  constructor(model) {
    this.model = model;
    this.python = new Python(this.address);
    this.isMounted = false;
    this.enter();
  }

  /** Open the page, at first or again. */
  enter() {
    this.model.reporter.send = (report) => this.send(structuredClone(report), null);
    this.ask();
  }

  /** Leave the page, with the report that its components make; what comes from now on nobody sees. */
  leave({ isLost = false } = {}) {
    this.model.reporter.now();
    this.model.reporter.send = null;
    this.isMounted = false;
    if (isLost) this.up = this.up.filter(({ report }) => !report);
    while (this.up.length) this.#run();
    while (this.down.length) ({ address: this.address } = this.down.shift());
    this.#report = null;
  }

  send(report, patch) {
    this.#report = report;
    this.up.push({ report, patch });
  }

  /** Have the server run, with a change of its own if there is one. */
  ask(patch = null) {
    this.up.push({ report: this.#report, patch });
  }

  /** The server reads what has arrived; of several reports only the last if `isBusy`. */
  hear({ isBusy = false } = {}) {
    while (isBusy && this.up.length > 1 && !this.up[0].patch) this.up.shift();
    if (this.up.length) this.#run();
  }

  #run() {
    const { report, patch } = this.up.shift();
    this.python.receive(report);
    if (patch) this.python.commit(patch);
    this.down.push(this.python.run());
  }

  /** The page reads an answer; of several only the last if `isBusy`, and the same twice if `isRepeated`. */
  answer({ isBusy = false, isRepeated = false } = {}) {
    const read = isBusy ? this.down.splice(0) : this.down.splice(0, 1);
    if (!read.length) return;
    const { address, answer } = read.at(-1);
    this.address = address;
    for (let k = 0; k <= Number(isRepeated); k++) this.#deliver(answer);
  }

  #deliver(answer) {
    const isReturn = !this.isMounted;
    this.isMounted = true;
    const picture = `${answer.settings.picture} ${answer.settings.size}`;
    this.model.receive({ answer, picture, facts: null, experiment: "", hidden: [] }, { isReturn });
  }

  /** The connection breaks: what is under way is lost, and the page asks again. */
  reconnect() {
    for (const { address } of this.down) this.address = address;
    this.up.length = this.down.length = 0;
    this.ask();
  }

  /** The server restarts, and the page opens again what its address names. */
  restart() {
    this.up.length = this.down.length = 0;
    this.python = new Python(this.address);
    this.ask();
  }
}
