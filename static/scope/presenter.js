// The presenter view: whether it is on, and whom to ask for what only Python can do.

/** Tells "change" whenever the view is another or another listener has come. */
export class Presenter extends EventTarget {
  isOn = false;
  /** @type {((wish: string) => void)|null} */
  ask = null;

  /**
   * Do as Python says.
   * @param {boolean} isOn
   * @param {((wish: string) => void)|null} ask  takes "next", "previous", "palette", "present" and "leave"; null
   *     where no server listens
   */
  setMode(isOn, ask) {
    Object.assign(this, { isOn, ask });
    this.dispatchEvent(new Event("change"));
  }

  /** Change the view because the visitor wants it, and tell Python. @param {boolean} isOn */
  present(isOn) {
    const { ask } = this;
    this.setMode(isOn, ask);
    ask?.(isOn ? "present" : "leave");
  }
}
