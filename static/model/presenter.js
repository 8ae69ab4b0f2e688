// The presenter mode: whether it is on, and where to send commands that Python carries out.

/** Dispatches "change" when the mode or the receiver of the commands changes. */
export class Presenter extends EventTarget {
  isOn = false;
  /** @type {((command: string) => void)|null} */
  send = null;

  /**
   * Set the mode and the receiver of commands.
   * @param {boolean} isOn
   * @param {((command: string) => void)|null} send  takes "next", "previous", "present", "leave", "share", "upload",
   *     and "run" to have the whole page drawn again; null where there is no server
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
