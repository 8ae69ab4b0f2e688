"""The scope: tells the browser what to show. It computes the maps itself."""

from explorer.core.arrays import Map
from explorer.messages import scope as scope_message
from explorer.ui.components.component import component
from explorer.ui.state import session
from explorer.view.view import View

_scope = component("scope")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View, picture: str) -> None:
    """Mount the three linked maps and the profile; `picture` is the name that the picture travels under."""
    settings, image, _ = view
    described = scope_message.view(settings, image.shape, picture=picture)
    _scope(described | {"revision": session.revision_of(described)}, key="scope")


def show_picture(image: Map, picture: str, description: str) -> None:
    """Send the picture, which every kernel leaves as it is, and say what it shows."""
    _picture(scope_message.picture(image, name=picture, description=description), key="shown")
