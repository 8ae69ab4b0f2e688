"""The stretch of a picture: its darkest pixel becomes black, its lightest white."""

from typing import Any

import numpy.typing as npt

from explorer.core.arrays import Map

LITTLE = 0.25
"""A picture that uses at most this share of the range from black to white is hard to see."""


def used_range(image: npt.NDArray[Any]) -> float:
    """Return how far the largest value is from the least: the share that it uses of a range from 0 to 1.

    >>> import numpy as np
    >>> used_range(np.float32([[0.25, 0.5]]))
    0.25
    """
    return float(image.max()) - float(image.min())


def stretched(image: Map) -> Map:
    """Return a picture from 0 to 1, in proportion: (x - least) / (largest - least).

    Differences and quotients are rounded to float32, as the browser rounds them. A picture of one value
    stays as it is.

    >>> import numpy as np
    >>> stretched(np.float32([[0.25, 0.375, 0.5]]))
    array([[0. , 0.5, 1. ]], dtype=float32)
    """
    low, high = image.min(), image.max()
    return image if low == high else (image - low) / (high - low)
