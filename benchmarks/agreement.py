"""Whether the maps that a page shows are Python's own, to the rounding of float32."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.rounding import rounding
from explorer.core.layer import forward
from explorer.images import samples
from explorer.view.settings import YOUR_PICTURE, Settings

SAMPLES = 2_000
BROWSER_VIEW = """async ([count, own]) => {
    const entries = performance.getEntriesByType("resource").map(({ name }) => name)
    const address = entries.find((name) => name.endsWith("/components/explorer.js"))
    const model = window.heldModel ?? (address && (await import(address)).explorer)
    if (!model) return null
    const { store, owner, settings } = model
    if (!document.querySelector(".scope") || !store.computed || store.isWaiting || owner.isAhead) return null
    const { image, layer } = store.computed
    const { preActivation: before, activationMap: after } = layer
    const places = Array.from({ length: count }, (_, k) => (k * 7919) % before.values.length)
    return JSON.stringify({
        settings, places, rows: before.rows, cols: before.cols,
        own: settings.picture === own ? { rows: image.rows, values: Array.from(image.values) } : null,
        limits: [layer.limit, layer.sharedLimit],
        before: places.map((k) => before.values[k]), after: places.map((k) => after.values[k]),
    })
}"""
ARGUMENT = [SAMPLES, YOUR_PICTURE]
"""What a page's `evaluate` takes beside `BROWSER_VIEW`, which answers JSON; None without a confirmed view."""
HOLD_MODEL = """async () => {
    const { Model } = await import("model/model.js")
    const { receive } = Model.prototype
    Model.prototype.receive = function (answer) {
        window.heldModel = this
        return receive.call(this, answer)
    }
}"""
"""Makes `BROWSER_VIEW` find the model of the page in one file, from its next answer on."""


def assert_agrees(found: Mapping[str, Any]) -> None:
    """Compare what `BROWSER_VIEW` has read from a page, parsed, with Python's layer of the same settings."""
    settings = Settings(**found["settings"])
    own = found["own"]
    image = (
        np.array(own["values"], np.float32).reshape(own["rows"], -1)
        if own
        else samples()[settings.picture].load(settings.size)
    )
    layer = forward(image, **settings.layer())
    assert layer.pre_activation.shape == (found["rows"], found["cols"])
    near = {"rtol": 0, "atol": rounding(settings)}
    np.testing.assert_allclose(found["before"], layer.pre_activation.flat[found["places"]], **near)
    np.testing.assert_allclose(found["after"], layer.activation_map.flat[found["places"]], **near)
    np.testing.assert_allclose(found["limits"], [layer.limit, layer.shared_limit], **near)
