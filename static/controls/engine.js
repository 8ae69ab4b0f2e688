// What all engines of play buttons have in common: they run until they are stopped.

export class Engine {
  /** While it runs. @type {AbortController|null} */
  run = null;

  /** @param {() => void} stopped  called once each time it has ended, whatever ended it */
  constructor(stopped) {
    this.stopped = stopped;
  }

  get isRunning() {
    return this.run !== null;
  }

  /** For the click of the button: start, or stop. */
  toggle() {
    if (this.isRunning) this.stop();
    else this.start();
  }

  /** Begin; each engine says how. */
  start() {
    this.run = new AbortController();
  }

  stop() {
    if (!this.run) return;
    this.run.abort();
    this.run = null;
    this.stopped();
  }
}
