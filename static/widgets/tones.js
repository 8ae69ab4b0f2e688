// Buttons that play rows as tones.

import { volumeSlider } from "../controls/volume.js";
import { swing, tone } from "../core/sound.js";
import { element, write, writeAttribute } from "../page/elements.js";
import { addIcons } from "../page/icons.js";
import { Player } from "../page/player.js";

/** A name and the row that it stands for; null as long as the row is not there. @typedef {[string, ArrayLike<number>|null]} Group */

/** What is in each place. @type {WeakMap<HTMLElement, Tones>} */
const known = new WeakMap();

/**
 * Show the buttons of some rows; if other rows come, what plays is not theirs, and ends.
 * @param {HTMLElement} root @param {any} part  a part "tones" of lessons/parts.js
 * @returns {() => void} takes them away again
 */
export function drawTones(root, { text, groups, waves }) {
  if (!known.has(root)) known.set(root, new Tones(root, groups.length));
  known.get(root).show(text, groups, waves);
  return () => {
    known.get(root)?.player.close();
    known.delete(root);
  };
}

class Tones {
  /** @type {Group[]} */
  #groups = [];
  #waves = 1;

  /** @param {HTMLElement} root @param {number} count */
  constructor(root, count) {
    this.player = new Player();
    this.text = element("p");
    this.buttons = Array.from({ length: count }, (_, k) => this.#button(k));
    root.append(this.text, ...this.buttons, volumeSlider(this.player));
    addIcons(root);
  }

  /** @param {string} text @param {Group[]} groups @param {number} waves */
  show(text, groups, waves) {
    write(this.text, text);
    const isOther = waves !== this.#waves || groups.some(([, row], k) => !areEqual(row, this.#groups[k]?.[1]));
    if (isOther) this.player.stop();
    this.#groups = groups;
    this.#waves = waves;
    for (const [k, button] of this.buttons.entries()) {
      write(button.lastElementChild, `Listen: ${groups[k][0]}`);
      button.disabled = !groups[k][1];
    }
  }

  /** @param {number} k @returns {HTMLButtonElement} */
  #button(k) {
    const made = element("button", { type: "button", ariaPressed: "false", onclick: () => this.#press(k) }, [element("span")]);
    made.dataset.icon = "listen";
    return made;
  }

  /** Play a row, or end it. All have one scale: the largest swing of them is as loud as can be. @param {number} k */
  #press(k) {
    const button = this.buttons[k];
    const isPlaying = button.getAttribute("aria-pressed") === "true";
    if (isPlaying) return this.player.stop();
    const rows = this.#groups.map(([, row]) => row);
    const limit = Math.max(...rows.map(swing));
    this.player.start((rate) => tone(rows[k], { waves: this.#waves, limit, rate }), {
      moved: () => {},
      ended: () => writeAttribute(button, "aria-pressed", "false"),
    });
    writeAttribute(button, "aria-pressed", "true");
  }
}

/** @type {(one: ArrayLike<number>|null, other?: ArrayLike<number>|null) => boolean} */
function areEqual(one, other) {
  if (one === other) return true;
  return Boolean(one && other) && one.length === other.length && Array.from(one).every((value, k) => value === other[k]);
}
