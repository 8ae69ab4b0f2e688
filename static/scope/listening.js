// Plays the profile: what is seen of the line before the activation, then of the line after it.

import { corner, slopesAtZero, valuesAtZero } from "../core/activations.js";
import { SOUND } from "../core/catalog.js";
import { marks, withCrossings } from "../core/profiles.js";
import { profileSound } from "../core/sound.js";
import { volumeSlider } from "../controls/volume.js";
import { write, writeAttribute } from "../page/elements.js";
import { Player } from "../page/player.js";

/** @typedef {import("./chart.js").Shown} Shown */

export class Listening {
  /** What of a view is seen. @type {Shown|null} */
  #shown = null;

  /** @param {HTMLElement} root  of components/scope.html */
  constructor(root) {
    const find = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.root = root;
    this.player = new Player();
    this.button = find(".scope-listen");
    this.stopper = find(".scope-silence");
    this.text = find(".scope-playing");
    /** What shows the place that is heard: a line in the profile, a dot on each map. */
    this.places = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".scope-heard, .scope-line")]);
    find(".scope-listening").append(volumeSlider(this.player));
    this.button.addEventListener("click", () => (this.player.isPlaying ? this.player.stop() : this.#start()));
    this.stopper.addEventListener("click", () => this.player.stop());
  }

  /** Take what is seen: if it is another line or another part of it, it is not what is heard, and the sound ends. @param {Shown} shown */
  show(shown) {
    if (this.#shown && !isSame(shown, this.#shown)) this.player.stop();
    this.#shown = shown;
  }

  close() {
    this.player.close();
  }

  #start() {
    const shown = this.#shown;
    if (!shown) return;
    this.player.start((rate) => soundOf(shown, rate), {
      moved: (seconds) => this.#follow(shown, seconds),
      ended: () => this.#end(),
    });
    writeAttribute(this.button, "aria-pressed", "true");
    this.stopper.hidden = false;
  }

  /** Say which line is heard, and show where. @param {Shown} shown @param {number} seconds */
  #follow({ computed: { view }, profile: { position }, range: [low, high] }, seconds) {
    const isBefore = seconds < SOUND.SECONDS;
    const share = isBefore ? seconds / SOUND.SECONDS : Math.max(0, seconds - SOUND.SECONDS - SOUND.PAUSE) / SOUND.SECONDS;
    const [start, end] = [Math.max(low, position[0]), Math.min(high, position[position.length - 1])];
    const place = start + (end - start) * Math.min(share, 1);
    writeAttribute(this.root, "data-listening", isBefore ? "before" : "after");
    write(this.text, `${isBefore ? "Before" : "After"} ${view.layer.activation}`);
    for (const mark of this.places) mark.style.setProperty("--heard", String((place - low) / (high - low)));
  }

  #end() {
    const hasFocus = document.activeElement === this.stopper;
    this.root.removeAttribute("data-listening");
    writeAttribute(this.button, "aria-pressed", "false");
    write(this.text, "");
    this.stopper.hidden = true;
    if (hasFocus) this.button.focus();
  }
}

/** @type {(one: Shown, other: Shown) => boolean} */
function isSame(one, other) {
  return one.computed === other.computed && one.profile === other.profile && String(one.range) === String(other.range);
}

/**
 * The samples of what is seen of a line; where the activation has a corner, each mark of the profile is a click.
 * @param {Shown} shown @param {number} rate
 */
export function soundOf({ computed: { view, layer, limit }, profile, range }, rate) {
  const { activation } = view.layer;
  const line = withCrossings(profile, { atZero: valuesAtZero(activation, view.layer) });
  const hasCorner = corner(activation, view.layer).some((jump) => jump !== 0);
  const found = hasCorner ? marks(profile.signed, { slopes: slopesAtZero(activation, view.layer) }) : [];
  const corners = found.map((k) => k * layer.stride + layer.offset);
  return profileSound(line, { span: range, limit, rate, corners });
}
