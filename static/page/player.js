// Plays samples with Web Audio: after a press of the visitor, never by itself.

/** How loud all is that plays, in per cent; kept as long as the page is open. */
export const volume = { percent: 50 };

/** What samples are multiplied by: the ear hears small sounds better than large ones. @param {number} percent */
const gainOf = (percent) => (percent / 100) ** 2;

/**
 * Lead samples to the way out of a context.
 * @param {BaseAudioContext} context @param {Float32Array} samples from -1 to 1, as many a second as the context has
 * @param {number} percent of the volume
 */
export function connected(context, samples, percent) {
  const buffer = context.createBuffer(1, Math.max(samples.length, 1), context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const [source, level] = [context.createBufferSource(), context.createGain()];
  source.buffer = buffer;
  level.gain.value = gainOf(percent);
  source.connect(level).connect(context.destination);
  return { source, level };
}

/** Seconds in which a sound that is stopped dies away, so that it does not pop. */
const DYING = 0.03;

/**
 * @typedef {object} Listener
 * @property {(seconds: number) => void} moved  called at once with 0, then at most once a frame: how much has been heard
 * @property {() => void} ended  called once, whatever has ended the sound
 */

/** Plays one sound at a time. Escape ends it, and so does leaving the page. */
export class Player {
  /** Made by the first press: a browser lets no page sound before. @type {AudioContext|null} */
  #context = null;
  /** The sound that plays. @type {{stop: AbortController, level: GainNode, ended: () => void}|null} */
  #run = null;

  get isPlaying() {
    return this.#run !== null;
  }

  /** Play samples, of which `render` makes so many a second. @param {(rate: number) => Float32Array} render @param {Listener} listener */
  start(render, { moved, ended }) {
    this.stop();
    const context = (this.#context ??= new AudioContext());
    const { source, level } = connected(context, render(context.sampleRate), volume.percent);
    const run = { stop: new AbortController(), level, ended };
    this.#run = run;
    source.onended = () => {
      if (this.#run === run) this.stop();
      this.#rest();
    };
    this.#listen(run.stop.signal);
    moved(0);
    context.resume().then(() => this.#play(source, run, moved), () => {}); // refused if it is closed meanwhile
  }

  /** End the sound, if there is one. */
  stop() {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    run.stop.abort();
    run.ended();
  }

  /** @param {number} percent */
  setVolume(percent) {
    volume.percent = percent;
    this.#run?.level.gain.setTargetAtTime(gainOf(percent), this.#context.currentTime, DYING / 3);
  }

  /** End the sound and give the machine's way out back. */
  close() {
    this.stop();
    this.#context?.close();
    this.#context = null;
  }

  /** @param {AudioBufferSourceNode} source @param {{stop: AbortController, level: GainNode}} run @param {(seconds: number) => void} moved */
  #play(source, { stop: { signal }, level }, moved) {
    if (signal.aborted) return this.#rest();
    const context = this.#context;
    const began = context.currentTime;
    source.start(began);
    signal.addEventListener("abort", () => {
      level.gain.setTargetAtTime(0, context.currentTime, DYING / 5);
      source.stop(context.currentTime + DYING);
    });
    const follow = () => {
      if (signal.aborted) return;
      moved(Math.max(0, context.currentTime - began - (context.outputLatency || 0)));
      requestAnimationFrame(follow);
    };
    follow();
  }

  /** Let the context rest, unless another sound has begun. */
  #rest() {
    if (!this.#run) this.#context?.suspend();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const stopAt = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // it does nothing else: the presenter view stays
      this.stop();
    };
    document.addEventListener("keydown", stopAt, { capture: true, signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.stop(), { signal });
  }
}
