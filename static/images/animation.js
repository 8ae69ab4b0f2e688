// One frame of an animation, where the browser has a decoder for it (ImageDecoder, of WebCodecs). Browsers give it to pages
// that came safely or from disk.

/** The kinds that move, as browsers name them. @type {Record<string, string>} */
const TYPES = { GIF: "image/gif", PNG: "image/png", WebP: "image/webp", AVIF: "image/avif" };

/** Whether this browser can show any frame of a kind. @param {string} kind @returns {Promise<boolean>} */
export async function readsFrames(kind) {
  const { ImageDecoder } = /** @type {any} */ (globalThis);
  return kind in TYPES && Boolean(ImageDecoder) && ImageDecoder.isTypeSupported(TYPES[kind]);
}

/**
 * Decode one frame, as it stands on those before it.
 * @param {Blob} blob @param {string} kind @param {number} frame  of the animation, from 0
 * @returns {Promise<ImageBitmap>}
 */
export async function frameOf(blob, kind, frame) {
  const { ImageDecoder } = /** @type {any} */ (globalThis);
  const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type: TYPES[kind], premultiplyAlpha: "none", preferAnimation: true });
  try {
    const { image } = await decoder.decode({ frameIndex: frame });
    try {
      return await createImageBitmap(image, { premultiplyAlpha: "none" });
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}
