// The frames of files as the site and the page in one file count them: for tests/parity/node.py.

import { countFrames, hasStill } from "../../static/images/frames.js";

/** Count the frames of a file. @param {string} kind @param {Uint8Array<ArrayBuffer>} bytes */
export const counted = (kind, bytes) => countFrames(kind, new DataView(bytes.buffer));

/** Whether the first frame of a file is no part of its animation. @param {string} kind @param {Uint8Array<ArrayBuffer>} bytes */
export const stills = (kind, bytes) => hasStill(kind, new DataView(bytes.buffer));
