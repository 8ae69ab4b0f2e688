// The presenter mode: whether it is on, and where to send commands that Python carries out.

/**
 * What the page shows when a command is given, for one that is about it; or the upload with what is chosen of its file.
 * @typedef {{upload: number, settings?: import("../core/settings.js").Settings, frame?: number, over?: string}} Shown
 */

/** Dispatches "change" when the mode or the receiver of the commands changes, "time" when a key starts or pauses the minute. */
export class Presenter extends EventTarget {
  isOn = false;
  /** @type {((command: string, view?: Shown) => void)|null} */
  send = null;

  /**
   * Set the mode and the receiver of commands.
   * @param {boolean} isOn
   * @param {((command: string, view?: Shown) => void)|null} send  takes "next", "previous", "present", "leave", "share",
   *     "upload", "unpin", "back", with the view "pin" and "swap", with a choice "reread", and "run" to have the whole page drawn again; null where
   *     there is no server
   */
  setMode(isOn, send) {
    Object.assign(this, { isOn, send });
    this.dispatchEvent(new Event("change"));
  }

  /** Change the mode at once, and report it to Python. @param {boolean} isOn */
  present(isOn) {
    const { send } = this;
    this.setMode(isOn, send);
    send?.(isOn ? "present" : "leave");
  }
}
