// The dialog for a picture of the visitor's own: from a file, which may be dropped anywhere on the page or pasted as well, or
// from the camera.

import { OPTIONS, REFUSALS, WORKING_SIZES } from "../core/catalog.js";
import { UnreadableImage } from "../images/headers.js";
import { isFramed, linkAlone } from "../page/alone.js";
import { listenToDrops } from "../page/drops.js";
import { element, write } from "../page/elements.js";
import { Camera } from "./camera.js";

/** Where a picture comes from, as the option `source` has it; the first one is without the dialog. */
const [GALLERY, UPLOAD, CAMERA] = Object.keys(OPTIONS.source.texts);
/** What the choice of a source says: nothing is sent, so nothing is uploaded. @type {Record<string, string>} */
const NAMES = { [UPLOAD]: "File", [CAMERA]: "Camera" };
/** The kinds of files that every browser reads: a phone turns others into one of them. */
const KINDS = "image/png,image/jpeg,image/webp,image/avif,image/bmp,image/gif,.npy,.npz,.csv";

export class OwnPicture {
  /**
   * @param {HTMLDialogElement} root  is filled
   * @param {any} host  takes the picture
   * @param {(file: Blob, options: {longSide: number, over?: any, frame?: number, onProgress?: (share: number) => void}) => Promise<any>} decode  reads it
   * @param {string} note  what becomes of the picture
   */
  constructor(root, host, decode, note) {
    Object.assign(this, { root, host, decode });
    /** A phone has a program of its own for its camera. */
    this.isPhone = window.matchMedia("(pointer: coarse)").matches;
    this.parts = partsOf(root, this.isPhone, note);
    this.camera = new Camera(this.parts.video);
    /** Counts what was begun: only the last one may still show something. */
    this.attempts = 0;
    this.#listen();
    this.#follow();
  }

  /** Open the dialog. */
  open() {
    this.host.setOptions({ source: UPLOAD });
  }

  #listen() {
    const { root, host, parts } = this;
    for (const [source, radio] of Object.entries(parts.radios)) {
      radio.addEventListener("change", () => host.setOptions({ source }));
    }
    host.addEventListener("options", () => this.#follow());
    parts.close.addEventListener("click", () => root.close());
    root.addEventListener("close", () => this.#end());
    window.addEventListener("pagehide", () => this.camera.stop());
    for (const input of [parts.file, parts.phoneCamera]) {
      input.addEventListener("change", () => {
        if (input.files.length) this.#read(input.files[0]);
        input.value = ""; // so that the same file can be chosen again
      });
    }
    parts.video.addEventListener("loadeddata", () => (parts.shoot.disabled = false));
    parts.shoot.addEventListener("click", async () => this.#read(await this.camera.photograph()));
    parts.again.addEventListener("click", () => this.#show());
    const ask = () => root.open || this.open();
    listenToDrops({
      place: document.body,
      take: (file) => (ask(), this.#read(file)),
      refuse: (sentence) => (ask(), this.#say(sentence)),
      isAsking: () => root.open,
    });
  }

  /** Open the dialog on the source that the options name, or close it: a button, a link, or Back has chosen it. */
  #follow() {
    const { source } = this.host.options;
    if (source === GALLERY) this.root.close();
    else if (!this.root.open) {
      this.root.showModal();
      this.#show();
      this.parts.radios[source].focus();
    } else if (source !== this.shown) this.#show();
  }

  /** Show the chosen source anew. */
  #show() {
    const { parts, camera } = this;
    const { source } = this.host.options;
    this.shown = source;
    this.attempts += 1;
    this.#say("");
    camera.stop();
    parts.radios[source].checked = true;
    parts.upload.hidden = source !== UPLOAD;
    parts.camera.hidden = source !== CAMERA;
    if (source === CAMERA && !this.isPhone) this.#startCamera();
  }

  async #startCamera() {
    const { parts } = this;
    const attempt = this.attempts;
    parts.shoot.disabled = true;
    this.#offerCamera(true);
    try {
      await this.camera.start();
    } catch (problem) {
      if (attempt !== this.attempts) return;
      this.#say(problem.message);
      this.#offerCamera(false);
    }
  }

  /** Show the video with its button, or the button that asks for the camera again. @param {boolean} isThere */
  #offerCamera(isThere) {
    const { video, shoot, again } = this.parts;
    video.hidden = !isThere;
    shoot.hidden = !isThere;
    again.hidden = isThere;
  }

  /** Read a picture file and hand it over, or say why not. @param {Blob} file */
  async #read(file) {
    this.attempts += 1;
    const attempt = this.attempts;
    const isLast = () => attempt === this.attempts;
    const onProgress = (share) => {
      if (isLast()) this.parts.progress.value = share;
    };
    this.#say("", true);
    try {
      const longSide = Math.max(...WORKING_SIZES);
      const picture = await this.decode(file, { longSide, onProgress });
      if (!isLast()) return;
      const reread = (choice) => this.decode(file, { longSide, ...choice });
      this.host.takePicture({ ...picture, reread });
      this.root.close();
    } catch (problem) {
      if (isLast()) this.#say(problem instanceof UnreadableImage ? problem.message : REFUSALS.NOT_DECODED);
      if (!(problem instanceof UnreadableImage)) throw problem;
    }
  }

  /** Say what is wrong, or nothing, and whether a file is being read. @param {string} problem @param {boolean} [isReading] */
  #say(problem, isReading = false) {
    const { progress, status } = this.parts;
    write(this.parts.problem, problem);
    this.parts.alone.hidden = !problem || !isFramed() || !location.protocol.startsWith("http");
    write(status, isReading ? "Reading the picture" : "");
    progress.hidden = !isReading;
    progress.removeAttribute("value"); // it is not known yet how far
  }

  /** The browser says a moment later that the dialog was closed: it may be open again. */
  #end() {
    if (this.root.open) return;
    this.attempts += 1;
    this.#say("");
    this.camera.stop();
    this.shown = GALLERY;
    if (this.host.options.source !== GALLERY) this.host.setOptions({ source: GALLERY });
  }
}

/** Make all elements. @param {HTMLDialogElement} root @param {boolean} isPhone @param {string} note */
function partsOf(root, isPhone, note) {
  const parts = {
    title: element("h2", { id: "own-picture-title", textContent: "A picture of yours" }),
    close: button("Close"),
    radios: Object.fromEntries(Object.keys(NAMES).map((source) => [source, radioOf(source)])),
    file: element("input", { type: "file", accept: KINDS }),
    phoneCamera: element("input", { type: "file", accept: "image/*" }),
    video: element("video", { muted: true, playsInline: true, autoplay: true, ariaLabel: "What the camera sees" }),
    shoot: button("Take the photograph", "own-picture-main"),
    again: button("Try again", "own-picture-main"),
    progress: element("progress", { ariaLabel: "Share of the picture that is read" }),
    status: element("p", { className: "own-picture-status", role: "status" }),
    problem: element("p", { className: "own-picture-problem", role: "alert" }),
    alone: linkAlone(),
  };
  parts.phoneCamera.setAttribute("capture", "environment");
  const upload = uploadOf(parts, isPhone);
  const camera = cameraOf(parts, isPhone);
  root.classList.add("own-picture");
  root.setAttribute("aria-labelledby", parts.title.id);
  root.append(
    element("div", { className: "own-picture-head" }, [parts.title, parts.close]),
    sourcesOf(parts.radios),
    upload,
    camera,
    parts.progress,
    parts.status,
    parts.problem,
    parts.alone,
    paragraph(note, "own-picture-caption"),
  );
  return { ...parts, upload, camera };
}

/** @type {(text: string, className?: string) => HTMLButtonElement} */
const button = (text, className = "") => element("button", { type: "button", className, textContent: text });

/** @type {(text: string, className: string) => HTMLElement} */
const paragraph = (text, className) => element("p", { className, textContent: text });

/** @type {(source: string) => HTMLInputElement} */
const radioOf = (source) => element("input", { type: "radio", name: "own-picture-source", value: source });

/** @type {(radios: Record<string, HTMLInputElement>) => HTMLElement} */
function sourcesOf(radios) {
  const labels = Object.entries(radios).map(([source, radio]) => element("label", {}, [radio, element("span", {}, [NAMES[source]])]));
  return element("fieldset", { className: "own-picture-sources" }, [element("legend", {}, ["Picture from:"]), ...labels]);
}

/** @type {(parts: {file: HTMLInputElement}, isPhone: boolean) => HTMLElement} */
function uploadOf({ file }, isPhone) {
  const text = isPhone ? "Choose a picture." : "Choose a file, drop it here, or paste a picture with Ctrl+V.";
  const caption = "PNG, JPEG, WebP, AVIF, BMP or GIF, or numbers: NPY, NPZ, CSV. It stays in this page and is sent nowhere.";
  return element("div", {}, [labelled(text, file), paragraph(caption, "own-picture-caption")]);
}

/**
 * The video with its button, or on a phone the way to its own program.
 * @type {(parts: {video: HTMLElement, shoot: HTMLElement, again: HTMLElement, phoneCamera: HTMLInputElement}, isPhone: boolean) => HTMLElement}
 */
function cameraOf({ video, shoot, again, phoneCamera }, isPhone) {
  const way = isPhone
    ? labelled("Take a photograph.", phoneCamera)
    : element("div", { className: "own-picture-live" }, [video, shoot, again]);
  return element("div", {}, [way, paragraph("The photograph stays in this page and is sent nowhere.", "own-picture-caption")]);
}

/** A text and the field for a file that it is about, pressed anywhere. @type {(text: string, input: HTMLInputElement) => HTMLElement} */
const labelled = (text, input) => element("label", { className: "own-picture-file" }, [element("span", {}, [text]), input]);
