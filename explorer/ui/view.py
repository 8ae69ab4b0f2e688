"""What the page shows: the settings, the picture and the layer's pass over it."""

import threading
from dataclasses import replace
from typing import NamedTuple

from explorer.arrays import Map
from explorer.layer import ForwardPass, forward
from explorer.settings import Settings
from explorer.ui import pictures
from explorer.ui.state import session


class View(NamedTuple):
    """One view of the explorer."""

    settings: Settings
    image: Map
    layer: ForwardPass


def current() -> View:
    """Return the view as it is now.

    The parts of a page are drawn one after another in a thread of their own, and share one pass.
    """
    settings = session.settings()
    image = pictures.image(settings.picture, settings.size)
    wanted = (id(image), str(settings.layer()))
    if getattr(_drawn, "wanted", None) != wanted:
        _drawn.wanted, _drawn.image, _drawn.layer = wanted, image, forward(image, **settings.layer())
    return _placed(settings, image, _drawn.layer)


def view_of(settings: Settings, image: Map) -> View:
    """Compute the view of some settings."""
    return _placed(settings, image, forward(image, **settings.layer()))


def _placed(settings: Settings, image: Map, layer: ForwardPass) -> View:
    """Put row and column on the nearest places where the maps have a value."""
    row, col = (layer.centre(layer.nearest(k, axis)) for axis, k in enumerate((settings.row, settings.col)))
    return View(replace(settings, row=row, col=col), image, layer)


_drawn = threading.local()
