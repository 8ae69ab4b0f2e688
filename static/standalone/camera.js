// The camera of this computer: what it sees in a video, and a photograph of it.

import { cameraProblem } from "../page/alone.js";

const FIND = "No camera was found: connect one and try again, or choose a file.";
const ALLOW =
  "This page may not use the camera: allow it in the browser and try again, " +
  "or take a photograph with another program and choose the file.";
const FREE = "The camera does not answer: close other programs that use it and try again, or choose a file.";
/** What to do, by the name of the browser's error. @type {Record<string, string>} */
const CURES = { NotFoundError: FIND, OverconstrainedError: FIND, NotReadableError: FREE, AbortError: FREE };

/** Sides that are asked for, in pixels: more would be averaged away. */
const SIDES = { width: { ideal: 1280 }, height: { ideal: 960 } };

export class Camera {
  /** @param {HTMLVideoElement} video  shows what the camera sees */
  constructor(video) {
    this.video = video;
    /** @type {MediaStream|null} */
    this.stream = null;
    this.starts = 0;
  }

  /**
   * Ask for the camera and show what it sees, unless `stop` is called first.
   * @throws {Error} with a sentence that says what to do
   */
  async start() {
    this.stop();
    const { starts } = this;
    const stream = await asked();
    if (starts !== this.starts) {
      end(stream);
      return;
    }
    this.stream = stream;
    this.video.srcObject = stream;
  }

  /** What the camera sees now, as the file of a picture. @returns {Promise<Blob>} */
  photograph() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(this.video, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve));
  }

  /** Switch the camera off. */
  stop() {
    this.starts += 1;
    if (this.stream) end(this.stream);
    this.stream = null;
    this.video.srcObject = null;
  }
}

/** @returns {Promise<MediaStream>} */
async function asked() {
  const problem = cameraProblem();
  if (problem) throw new Error(problem);
  try {
    return await navigator.mediaDevices.getUserMedia({ video: SIDES });
  } catch (error) {
    throw new Error(CURES[error.name] ?? ALLOW);
  }
}

/** @param {MediaStream} stream */
function end(stream) {
  for (const track of stream.getTracks()) track.stop();
}
