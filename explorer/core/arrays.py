"""The array type of pictures, kernels and feature maps."""

import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.float32]
"""A picture, a kernel or a feature map: rows by columns, float32."""


def read_only(values: npt.ArrayLike) -> Map:
    """Return the values as a read-only float32 array.

    >>> read_only([[1, 2]]).flags.writeable
    False
    """
    array = np.array(values, np.float32)
    array.flags.writeable = False
    return array
