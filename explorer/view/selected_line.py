"""The line of the maps that a view points at."""

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass
from explorer.core.profiles import RowProfile, row_profile
from explorer.view.settings import Settings


def selected_index(settings: Settings, layer: ForwardPass) -> int:
    """Return the row (or column) of the maps that is nearest to the cursor.

    >>> from explorer.core.layer import forward
    >>> import numpy as np
    >>> layer = forward(np.zeros((9, 9), np.float32), np.eye(3), stride=4)
    >>> selected_index(Settings(row=5, col=8), layer), layer.centre(1)
    (1, 4)
    """
    position, axis = (settings.row, 0) if settings.direction == "Row" else (settings.col, 1)
    return layer.nearest(position, axis)


def selected_line(settings: Settings, image: Map, layer: ForwardPass) -> RowProfile:
    """Read the line at the cursor from the picture and from both of its maps.

    Parameters
    ----------
    settings : Settings
        Its cursor (`row`, `col`) and its `direction`.
    image : (H, W) array of float32
        The picture.
    layer : ForwardPass
        What the view's layer made of it.
    """
    return row_profile(
        image,
        layer.pre_activation,
        layer.activation_map,
        selected_index(settings, layer),
        stride=layer.stride,
        offset=layer.offset,
        direction=settings.direction,
    )
