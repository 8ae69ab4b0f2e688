"""What the page shows: the settings, the picture and the layer's pass over it."""

import threading
from typing import NamedTuple

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass, forward
from explorer.ui import controls, pictures
from explorer.view.settings import Settings


class View(NamedTuple):
    """One view of the explorer."""

    settings: Settings
    image: Map
    layer: ForwardPass


def current() -> View:
    """Return the view that the widgets describe now.

    The parts of a page are drawn one after another in a thread of their own, and share one pass.
    """
    settings = controls.current()
    image = pictures.image(settings.picture, settings.size)
    wanted = (id(image), str(settings.layer()))
    if getattr(_drawn, "wanted", None) != wanted:
        _drawn.wanted, _drawn.image, _drawn.layer = wanted, image, forward(image, **settings.layer())
    return View(settings, image, _drawn.layer)


_drawn = threading.local()
