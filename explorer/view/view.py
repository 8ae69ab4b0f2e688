"""One view: the settings, the picture that they are applied to, and what the layer makes of it."""

from dataclasses import replace
from typing import NamedTuple

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass, forward
from explorer.view.settings import Settings


class View(NamedTuple):
    """One view of the explorer; its row and column are places where the maps have a value."""

    settings: Settings
    image: Map
    layer: ForwardPass


def view_of(settings: Settings, image: Map) -> View:
    """Compute the view of some settings.

    Parameters
    ----------
    settings : Settings
        Where the maps have no value at its row or column, the nearest one is meant.
    image : (H, W) array of float32
        The picture, 0 black to 1 white.

    Examples
    --------
    >>> import numpy as np
    >>> view_of(Settings(row=5, col=8, stride=4), np.zeros((9, 9), np.float32)).settings.row
    4
    """
    layer = forward(image, **settings.layer())
    row, col = (layer.centre(layer.nearest(k, axis)) for axis, k in enumerate((settings.row, settings.col)))
    return View(replace(settings, row=row, col=col), image, layer)
