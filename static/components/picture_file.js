// What is told of the visitor's own file on a page whose other parts are Streamlit's.

import { unpack } from "../page/unpack.js";
import { PictureFile } from "../widgets/picture_file.js";

class Told extends EventTarget {
  /** @type {import("../widgets/picture_file.js").File|null} */
  file = null;
  /** Has the file read again. @param {object} choice */
  ask = (choice) => {};

  /** @param {import("../widgets/picture_file.js").File} file */
  receive(file) {
    this.file = file;
    this.dispatchEvent(new Event("receive"));
  }
}

/** What each place shows. @type {WeakMap<HTMLElement, {told: Told, part: PictureFile}>} */
const mounted = new WeakMap();

/** Called by Streamlit at first and with each change. */
export function mount({ data, parentElement, setStateValue }) {
  const { file, session } = unpack(data).header;
  const root = parentElement.querySelector(".picture-file");
  const { told, part } = mounted.get(root) ?? made(root, file);
  mounted.set(root, { told, part });
  told.ask = (choice) => setStateValue("asked", { ...choice, session, at: Date.now() });
  told.receive(file);
  return () => {
    part.close();
    mounted.delete(root);
  };
}

/** @param {HTMLElement} root @param {import("../widgets/picture_file.js").File} file */
function made(root, file) {
  const told = Object.assign(new Told(), { file });
  return { told, part: new PictureFile(root, told, (choice) => told.ask(choice)) };
}
