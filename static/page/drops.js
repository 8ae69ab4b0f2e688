// Picture files that are dropped anywhere on the page or pasted: taken, or refused in one sentence. The browser never leaves
// the page to show one.

import { element } from "./elements.js";

/** Elements that take a text themselves. */
const FIELDS = "input:not([type=file], [type=range], [type=radio], [type=checkbox]), textarea, [contenteditable]";
const NO_FILE = "There is no picture file in it: save the picture first, then drop the saved file here.";
const SIGN = "Drop the picture here.";

/** @type {(count: number) => string} */
const several = (count) => `These are ${count} files: drop or paste one picture at a time.`;

/**
 * @typedef {object} Taker
 * @property {HTMLElement} place  where the sign stands, unless a dialog is open
 * @property {(file: File) => void} take
 * @property {(sentence: string) => void} refuse  says why nothing is taken, and what to do
 * @property {() => boolean} [isAsking]  whether the page asks for a picture just now: all that is pasted is meant as one
 */

/** Listen to the whole page. @param {Taker} taker @param {AbortSignal} [signal]  ends it; without, as long as the page lives */
export function listenToDrops(taker, signal) {
  const drops = new Drops(taker);
  // not to the document: there Streamlit's fields for files prevent every drop, which would seem to be taken
  const on = (kind, listener) => document.documentElement.addEventListener(kind, listener, { signal });
  on("dragstart", () => (drops.isFromHere = true));
  on("dragend", () => (drops.isFromHere = false));
  on("dragover", (event) => drops.over(event));
  on("dragleave", (event) => drops.leave(event));
  on("drop", (event) => drops.drop(event));
  on("paste", (event) => drops.paste(event));
}

/** The dialog that is open, which hides what is not in it. @returns {HTMLDialogElement|null} */
export const openDialog = () => document.querySelector("dialog[open]");

class Drops {
  /** Whether what is being dragged is of this page: its own pictures and links are no news. */
  isFromHere = false;

  /** @param {Taker} taker */
  constructor(taker) {
    this.taker = taker;
    this.sign = element("div", { className: "drop-sign", ariaHidden: "true" }, [element("span", {}, [SIGN])]);
  }

  /** @param {DragEvent} event */
  over(event) {
    if (!this.#isOurs(event)) return;
    if (!event.defaultPrevented && event.dataTransfer) event.dataTransfer.dropEffect = this.isFromHere ? "none" : "copy";
    event.preventDefault();
    if (!this.isFromHere && !this.sign.isConnected) this.#show();
  }

  #show() {
    (openDialog() ?? this.taker.place).append(this.sign);
  }

  /** @param {DragEvent} event  that has left the window, if no other element is told */
  leave(event) {
    if (!event.relatedTarget) this.hideSign();
  }

  hideSign() {
    this.sign.remove();
  }

  /** @param {DragEvent} event */
  drop(event) {
    this.hideSign();
    if (event.defaultPrevented || !this.#isOurs(event)) return; // a field for files has taken it
    event.preventDefault();
    if (!this.isFromHere) this.#take(event.dataTransfer);
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const { clipboardData: data } = event;
    if (event.defaultPrevented || !data) return;
    const isText = isInField(event) && (data.types.includes("text/plain") || !data.files.length);
    if (isText) return;
    if (data.files.length || this.taker.isAsking?.() || isPictureOfPage(data)) this.#take(data);
  }

  /** Whether a drag is for the page: a text is for a field. @param {DragEvent} event */
  #isOurs(event) {
    const types = event.dataTransfer?.types ?? [];
    return types.includes("Files") || (types.includes("text/uri-list") && !isInField(event)) || Boolean(this.taker.isAsking?.());
  }

  /** @param {DataTransfer} data */
  #take({ files }) {
    if (files.length === 1) this.taker.take(files[0]);
    else this.taker.refuse(files.length ? several(files.length) : NO_FILE);
  }
}

/** @param {Event} event */
const isInField = ({ target }) => target instanceof Element && target.closest(FIELDS) !== null;

/** Whether a picture was copied in a page that gives its address only. @param {DataTransfer} data */
const isPictureOfPage = (data) => !data.types.includes("text/plain") && /<img\s/i.test(data.getData("text/html"));
