// A slider for the volume of all that plays.

import { element, writeAttribute } from "../page/elements.js";
import { volume } from "../page/player.js";
import { forgiveSwipes } from "./swipe.js";

/** Make the slider, with its name. @param {import("../page/player.js").Player} player @returns {HTMLLabelElement} */
export function volumeSlider(player) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", { type: "range", min: "0", max: "100", step: "5", value: String(volume.percent), autocomplete: "off" })
  );
  const say = () => writeAttribute(input, "aria-valuetext", `${input.value} %`);
  const follow = () => {
    player.setVolume(Number(input.value));
    say();
  };
  input.addEventListener("input", follow);
  forgiveSwipes(input, () => follow);
  say();
  return element("label", { className: "volume" }, [element("span", { textContent: "Volume" }), input]);
}
