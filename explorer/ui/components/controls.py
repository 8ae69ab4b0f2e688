"""The controls of the layer: shown and changed in the browser, which reports through the scope."""

from explorer.ui.components.component import component
from explorer.ui.state import hiding

_controls = component("controls")


def show() -> None:
    """Draw the controls of the layer, unless all of them are hidden."""
    if any(hiding.shows(row.name) for row in hiding.LAYER_CONTROLS if row.name != "picture"):
        _controls({}, key="controls")
