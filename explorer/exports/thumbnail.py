"""A small picture of a view: its input and both of its maps, side by side."""

import numpy as np

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass, forward
from explorer.core.paint import GREY, PALETTES, colour_index, colour_range
from explorer.exports.images import coloured_png
from explorer.view.settings import Settings


def thumbnail(settings: Settings, image: Map) -> bytes:
    """Paint input, feature map before and after, side by side and pixel by pixel, as a PNG file.

    Parameters
    ----------
    settings : Settings
        Kernel, activation and colours; its own picture and size are ignored.
    image : (H, W) array of float32
        The picture, 0 black to 1 white.

    Examples
    --------
    >>> thumbnail(Settings(), np.ones((8, 8), np.float32))[1:4]
    b'PNG'
    """
    layer = forward(image, **settings.layer())
    grey, table = GREY[_FEW], PALETTES[settings.palette].table[_FEW]
    panels = [_places(image, (0.0, 1.0), len(grey))]
    for values in (layer.pre_activation, layer.activation_map):
        span = colour_range(values, settings.palette, limit=layer.shared_limit)
        panels.append(len(grey) + _places(_over(layer, values, image.shape), span, len(table)))
    gap = np.full((len(image), GAP), np.nan, np.float32)
    strip = np.hstack([panels[0], gap, panels[1], gap, panels[2]])
    colours = np.concatenate([grey, table])
    return coloured_png(strip, colours, (0.0, float(len(colours))))


GAP = 6  # pixels between two panels
_FEW = slice(2, None, 5)  # every fifth colour, zero's own among them: the file is a quarter smaller


def _over(layer: ForwardPass, values: Map, shape: tuple[int, ...]) -> Map:
    """Enlarge a map to the shape of the picture by its nearest values."""
    rows, cols = ([layer.nearest(place, axis) for place in range(shape[axis])] for axis in (0, 1))
    return values[np.ix_(rows, cols)]


def _places(values: Map, span: tuple[float, float], count: int) -> Map:
    """Return the middle of the place that each value has in a table of so many colours."""
    return np.asarray(colour_index(values, count, span) + 0.5, np.float32)
