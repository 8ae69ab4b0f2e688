"""What a page plays: the samples that it hands to Web Audio, and what becomes of them on the way out."""

import base64

import numpy as np
from playwright.sync_api import Page

# Remembers the samples that the page fills into a buffer, and counts the contexts that it makes. While the
# clock is held, a sound has begun and never goes on: it cannot end while a test looks at it.
RECORD = """(isHeld) => {
    if (window.sounds) return Object.assign(sounds, { isHeld, samples: null })
    window.sounds = { isHeld, contexts: 0, samples: null, rate: 0 }
    const { copyToChannel } = AudioBuffer.prototype
    AudioBuffer.prototype.copyToChannel = function (samples, ...where) {
        if (!sounds.isOurs) Object.assign(sounds, { samples: samples.slice(), rate: this.sampleRate })
        return copyToChannel.call(this, samples, ...where)
    }
    const Real = AudioContext
    window.AudioContext = class extends Real {
        constructor(...options) {
            super(...options)
            sounds.contexts += 1
        }
        resume() {
            return sounds.isHeld ? Promise.resolve() : super.resume()
        }
    }
}"""
# Renders the samples through the page's own player, without a loudspeaker, and forgets them.
RENDER = """async ({ player, percent }) => {
    const address = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/" + player))
    const { connected } = await import(address?.name ?? player)
    const { samples, rate } = sounds
    const context = new OfflineAudioContext(1, samples.length, rate)
    sounds.isOurs = true
    connected(context, samples, percent).source.start()
    const rendered = await context.startRendering()
    Object.assign(sounds, { isOurs: false, samples: null })
    const reader = new FileReader()
    const done = new Promise((resolve) => (reader.onload = resolve))
    reader.readAsDataURL(new Blob([rendered.getChannelData(0)]))
    await done
    return { rate, data: reader.result.split(",")[1] }
}"""


def record(page: Page, *, is_held: bool = False) -> None:
    """Listen in from now on, with the clock held or not; what has been played before is forgotten."""
    page.evaluate(RECORD, is_held)


def heard(page: Page, *, percent: int = 100) -> tuple[np.ndarray, int]:
    """Return the samples of the last sound as they leave the page at a volume, and their rate."""
    found = page.evaluate(RENDER, {"player": "page/player.js", "percent": percent})
    return np.frombuffer(base64.b64decode(found["data"]), np.float32), round(found["rate"])
