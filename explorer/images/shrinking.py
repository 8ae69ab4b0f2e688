"""Shrinking of pictures by averaging over areas."""

import cv2
import numpy as np

from explorer.core.arrays import Map
from explorer.images.strips import LEVELS

MIN_SIDE = 3  # the smallest picture that a 3x3 kernel fits into


def sides_within(height: int, width: int, long_side: int) -> tuple[int, int]:
    """Return the rows and the columns of a picture that `reduce` has shrunk, or that was small enough.

    >>> sides_within(200, 400, 100), sides_within(200, 400, 500)
    ((50, 100), (200, 400))
    """
    if long_side < MIN_SIDE:
        raise ValueError(f"a long side of {long_side} is too short, it takes at least {MIN_SIDE}")
    scale = min(1.0, long_side / max(height, width))
    rows, cols = (min(side, max(MIN_SIDE, round(side * scale))) for side in (height, width))
    return rows, cols


def averaged_freely(image: Map, rows: int, cols: int) -> Map:
    """Resize by averaging over areas, without rounding; done on whole strips, as on the whole picture.

    >>> averaged_freely(np.float32([[0, 1], [1, 1]]), 2, 1).tolist()
    [[0.5], [1.0]]
    """
    if image.shape[:2] == (rows, cols):
        return image
    found = cv2.resize(image, (cols, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(found, np.float32).reshape(rows, cols, *image.shape[2:])


def whole_levels(image: Map) -> Map:
    """Cut off what is no brightness, and round to whole levels.

    >>> whole_levels(np.float32([[-1, 0.5, 2]])).tolist()
    [[0.0, 0.501960813999176, 1.0]]
    """
    levels: Map = np.rint(np.clip(image, 0, 1) * np.float32(LEVELS))
    return levels / np.float32(LEVELS)


def reduce(image: Map, long_side: int, *, is_deep: bool = False) -> Map:
    """Shrink a picture by averaging over areas, and round it to whole levels unless it is a deep one.

    Averaging over areas keeps the mean brightness and invents no edges, which
    sampling single pixels would. Levels are whole multiples of 1/255, as in
    any 8-bit file: a kernel of whole numbers then answers with whole multiples
    too, so nothing is lost to rounding later, and the browser can be sent half
    as many bytes. A picture that is small enough is only rounded.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 to 1; what lies beyond is cut off.
    long_side : int
        Most pixels the longer side may have, at least `MIN_SIDE`.
    is_deep : bool
        Whether the picture has more than 256 levels, which are kept.

    Returns
    -------
    (H', W') array of float32
        In proportion, never enlarged, and each side at least `MIN_SIDE` if it was so before.

    Raises
    ------
    ValueError
        If `long_side` is less than `MIN_SIDE`.

    Examples
    --------
    Each pixel of the small picture is the mean of four:

    >>> blocks = np.repeat(np.eye(3, dtype=np.float32), 2, axis=0).repeat(2, axis=1)
    >>> reduce(blocks, 3)
    array([[1., 0., 0.],
           [0., 1., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    height, width = image.shape
    return averaged(image, *sides_within(height, width, long_side), is_deep=is_deep)


def averaged(image: Map, rows: int, cols: int, *, is_deep: bool = False) -> Map:
    """Shrink a picture as `reduce` does, to so many rows and columns, at most those that it has.

    >>> averaged(np.eye(4, dtype=np.float32), 2, 2)
    array([[0.5019608, 0.       ],
           [0.       , 0.5019608]], dtype=float32)
    """
    found = averaged_freely(averaged_freely(image, len(image), cols), rows, cols)
    return np.clip(found, 0, 1) if is_deep else whole_levels(found)
