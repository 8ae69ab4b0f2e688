"""The scope: sends the settings and the picture to the browser, which computes the maps."""

from explorer.core.arrays import Map
from explorer.messages import scope as scope_message
from explorer.ui.components.component import component
from explorer.ui.state import session
from explorer.view.view import View

_scope = component("scope")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View, picture: str) -> None:
    """Mount the three linked maps and the profile; `picture` is the name given to `show_picture`."""
    settings, image, _ = view
    message = scope_message.view(settings, image.shape, picture=picture)
    _scope(message | {"revision": session.revision_of(message)}, key="scope")


def show_picture(image: Map, picture: str, description: str) -> None:
    """Send the picture and show its description; a message of its own, as it rarely changes."""
    _picture(scope_message.picture(image, name=picture, description=description), key="shown")
