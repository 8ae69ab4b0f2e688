"""The scope: tells the browser what to show. It computes the maps itself."""

from explorer.messages import scope as scope_message
from explorer.ui import pictures
from explorer.ui.component import component
from explorer.ui.state import session
from explorer.view.view import View

_scope = component("scope")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View) -> None:
    """Mount the three linked maps and the profile."""
    settings, image, _ = view
    name = pictures.identity(settings.picture, settings.size)
    described = scope_message.view(settings, image.shape, picture=name)
    _scope(described | {"revision": session.revision_of(described)}, key="scope")


def show_picture(view: View) -> None:
    """Send the picture, which every kernel leaves as it is, and say what it shows."""
    settings, image, _ = view
    name = pictures.identity(settings.picture, settings.size)
    description = pictures.description(settings.picture, image)
    _picture(scope_message.picture(image, name=name, description=description), key="shown")
