"""The scope: hands the browser what it shows."""

from explorer.core.arrays import Map
from explorer.messages import scope as scope_message
from explorer.ui.component import component
from explorer.ui.view import View

_scope = component("scope")
_cargo = component("cargo", html="<div class='cargo'></div>")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View) -> None:
    """Mount the three linked maps and the profile."""
    _scope(scope_message.maps(view.settings, view.image, view.layer), key="scope")


def show_sums(view: View) -> None:
    """Send the feature map before the activation.

    It travels apart: another activation, palette or direction leaves it as it is.
    """
    _cargo(scope_message.sums(view.layer), key="sums")


def show_lines(view: View) -> None:
    """Send what was measured along every line; the maps are painted without it."""
    _cargo(scope_message.lines(view.settings, view.layer), key="lines")


def show_picture(image: Map, description: str) -> None:
    """Send the picture, which every kernel leaves as it is, and say what it shows."""
    _picture(scope_message.picture(image, description), key="shown")
