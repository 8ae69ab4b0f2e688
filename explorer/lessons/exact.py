"""Exact arithmetic: whole numbers in float64.

Sums and products of whole numbers below 2^53 are not rounded in float64, in
whatever order they are taken. Pictures in levels and kernels of whole weights
therefore give differences that are 0 and not nearly 0.
"""

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.convolution import output_size
from explorer.images import LEVELS

Floats = npt.NDArray[np.float64]

FINE_LEVELS = 65_535
"""Steps from black to white in a 16-bit file."""


def levels(image: Map) -> Floats:
    """Return the brightness of a picture in levels of 8 bits.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).

    Returns
    -------
    (H, W) array of float64
        Whole numbers from 0 to 255.

    Examples
    --------
    >>> levels(np.float32([[0, 0.2, 1]]))
    array([[  0.,  51., 255.]])
    """
    return np.rint(np.asarray(image, np.float64) * LEVELS)


def correlate(values: npt.ArrayLike, kernel: npt.ArrayLike, *, circular: bool = False) -> Floats:
    """Return the cross-correlation of a map with a kernel, in float64.

    Parameters
    ----------
    values : (H, W) array of float64
        A picture or a map.
    kernel : (K, K) array of float64
        Weights, row by row from the top left, not turned round; K is odd.
    circular : bool
        Whether the padding is circular. Otherwise there is none ("valid").

    Returns
    -------
    (H', W') array of float64
        As large as the values if circular, else K - 1 smaller each way. Exact
        where values and weights are whole numbers.

    Raises
    ------
    ValueError
        If the kernel does not fit.

    Examples
    --------
    >>> correlate([[0, 0, 5, 5]], [[1]], circular=True)
    array([[0., 0., 5., 5.]])
    >>> correlate([[1, 2, 3]] * 3, [[-1, 0, 1]] * 3)
    array([[6.]])
    """
    field, weights = np.asarray(values, np.float64), np.asarray(kernel, np.float64)
    size = len(weights)
    if circular:
        field = np.pad(field, size // 2, mode="wrap")
    rows, cols = (output_size(side, size, padding="valid") for side in field.shape)
    sums = np.zeros((rows, cols))
    for (i, j), weight in np.ndenumerate(weights):
        sums += weight * field[i : i + rows, j : j + cols]
    return sums


def exact_map(image: Map, kernel: npt.ArrayLike) -> Map:
    """Return the feature map of a picture whose border is repeated, to the last digit of float32.

    The sums are made of whole numbers and divided once, so that the browser's map is the same, and what is
    counted in it, too.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white); read to the nearest of 65,536 levels, as 16 bits have. Every
        multiple of 1/255 is one of them.
    kernel : (K, K) array of float32
        Whole weights, row by row from the top left, up to 25 in sum without their signs; K is odd.

    Returns
    -------
    (H, W) array of float32
        Signed, in brightness.

    Examples
    --------
    >>> exact_map(np.float32([[0, 1, 1]]), [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    array([[1., 1., 0.]], dtype=float32)
    """
    reach = len(np.asarray(kernel)) // 2
    whole = np.rint(np.asarray(image, np.float64) * FINE_LEVELS)
    sums = correlate(np.pad(whole, reach, mode="edge"), kernel)
    return (sums.astype(np.float32) / np.float32(FINE_LEVELS)) + np.float32(0)
