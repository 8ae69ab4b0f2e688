"""The one array type that every floor of the house hands on."""

import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.float32]
"""A picture, a kernel or a feature map: rows by columns, float32."""


def read_only(values: npt.ArrayLike) -> Map:
    """Return the values as a float32 array that nobody can write to.

    >>> read_only([[1, 2]]).flags.writeable
    False
    """
    array = np.array(values, np.float32)
    array.flags.writeable = False
    return array
