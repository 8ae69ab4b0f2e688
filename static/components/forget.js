// The button that hides all answers again, as for another class.

import { forgetGuesses } from "./guesses.js";

/** Called by Streamlit at first and whenever the theme changes. */
export function mount({ parentElement, setTriggerValue }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector(".forget"));
  button.onclick = () => {
    forgetGuesses();
    setTriggerValue("forgotten", true);
  };
  button.disabled = false; // a press before would have done nothing
}
