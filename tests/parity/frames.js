// The frames of files as the site and the page in one file count them: for tests/parity/node.py.

import { countFrames } from "../../static/images/frames.js";

/** Count the frames of a file. @param {string} kind @param {Uint8Array<ArrayBuffer>} bytes */
export const counted = (kind, bytes) => countFrames(kind, new DataView(bytes.buffer));
