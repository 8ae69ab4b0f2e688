"""Where in a picture P-Net sees faces, over all sizes at which it looks."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.images import Colours
from explorer.networks.cascade import pyramid
from explorer.networks.forward import SIDE, STRIDE, proposals
from explorer.networks.stages import LEARNED_SLOPES

_MARGIN = (SIDE - STRIDE) // 2  # pixels before the middle of what P-Net sees


def strongest(levels: Colours, slopes: Sequence[float] = LEARNED_SLOPES) -> Map:
    """Return for each pixel P-Net's strongest answer there, over all levels of the pyramid.

    A place answers for the middle 2 of the 12 pixels that it sees, each way, so the places of a level tile
    the picture but for a margin, in which no place of that level has its middle.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255.
    slopes : sequence of 58 floats
        The slope of every channel's PReLU in P-Net, layer after layer.

    Returns
    -------
    (H, W) array of float32
        Probabilities of a face, 0 to 1; 0 where no place has its middle.

    Examples
    --------
    A picture of 40 pixels is looked at from a single place, whose middle is a sixth of it:

    >>> found = strongest(np.zeros((40, 40, 3), np.uint8))
    >>> [int(np.count_nonzero(line)) for line in (found[16], found[17], found[20], found[22], found[23])]
    [0, 6, 6, 6, 0]
    """
    height, width = levels.shape[:2]
    found = np.zeros((height, width), np.float32)
    for level in pyramid(levels):
        face = proposals(level.levels, slopes).face
        rows, row_places = _places(height, face.shape[0], level.scale)
        cols, col_places = _places(width, face.shape[1], level.scale)
        answers = face[np.ix_(row_places, col_places)]
        part = np.ix_(rows, cols)
        found[part] = np.maximum(found[part], answers)
    return found


def _places(side: int, count: int, scale: float) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return which pixels along a side lie in the middle of a place, and of which one.

    >>> [found.tolist() for found in _places(10, 1, 1.2)]  # from 5/1.2 to 7/1.2
    [[4, 5], [0, 0]]
    """
    middles = (np.arange(side) + 0.5) * scale
    places = np.floor((middles - _MARGIN) / STRIDE).astype(np.intp)
    pixels = np.flatnonzero((places >= 0) & (places < count))
    return pixels, places[pixels]
