"""The tail of the normal distribution, which GELU is made of."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

NORMAL_TAIL = (
    -0.070289188204,
    0.306431138042,
    -0.29355674381,
    -0.70614820966,
    2.027298026202,
    -1.965874438985,
    0.885376851814,
    -0.447733549767,
    0.16591695541,
    0.363157566097,
    1.00096804993,
    -1.265546459208,
)
"""Coefficients, highest power first, of log(erfc(x) / t) + x² as a polynomial in t = 1 / (1 + x / 2).

The form is that of Press et al., Numerical Recipes, section 6.2; the coefficients are those of the polynomial
of degree 11 that interpolates it at the Chebyshev nodes of x = 0 … 10.
"""


def normal_tail(z: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
    """Return the share of a normal distribution beyond z: erfc(z / sqrt 2) / 2.

    Parameters
    ----------
    z : array of float32 or float64
        Standard deviations, from 0 on.

    Returns
    -------
    array of the same shape and type
        In float64 right to 2e-9.

    Examples
    --------
    >>> normal_tail(np.array([0.0, 1.96])).round(3)
    array([0.5  , 0.025])
    """
    t = 1 / (1 + z / math.sqrt(8))
    series = np.zeros_like(t)
    for coefficient in NORMAL_TAIL:
        series *= t
        series += coefficient
    with np.errstate(over="ignore"):  # the tail beyond a z too large to be squared is 0
        tail: npt.NDArray[np.floating[Any]] = 0.5 * t * np.exp(series - 0.5 * z * z)
    return tail
