"""The rectifier max(0, z), and its properties on a given map.

Rectified linear units are those of Nair and Hinton, ICML 2010, pp. 807-814; He,
Zhang, Ren and Sun (2015), arXiv:1502.01852, write them as equation 1 with slope 0.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu

Values = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Checks:
    """Counts and properties of one rectified map."""

    kept: int  # values above 0: the first rule
    zeroed: int  # values below 0: the second rule
    resting: int  # values that are 0 already
    changed_again: int  # values that a second rectifier changes; always 0
    scaling_gap: float  # largest difference of relu(factor z) and factor relu(z); 0 from factor 0 on


def check(values: Values, *, factor: float = 3.0) -> Checks:
    """Rectify a map and check properties of the rectifier on it.

    Parameters
    ----------
    values : (H, W) array of float32 or float64
        A feature map, or a picture.
    factor : float
        Factor c of the test of homogeneity.

    Returns
    -------
    Checks
        The rectifier is idempotent and positively homogeneous, relu(c z) = c relu(z)
        for every factor c of 0 or more. A factor below 0 shows that it is not linear.

    Examples
    --------
    >>> checks = check(np.float32([[-2, 0, 5]]))
    >>> checks.zeroed, checks.resting, checks.kept, checks.changed_again
    (1, 1, 1, 0)
    >>> checks.scaling_gap
    0.0
    >>> check(np.float32([[-2, 0, 5]]), factor=-1).scaling_gap
    5.0
    """
    rectified = relu(values)
    scale = values.dtype.type(factor)
    return Checks(
        kept=int((values > 0).sum()),
        zeroed=int((values < 0).sum()),
        resting=int((values == 0).sum()),
        changed_again=int((relu(rectified) != rectified).sum()),
        scaling_gap=float(np.abs(relu(scale * values) - scale * rectified).max()),
    )


def largest_step(values: Values) -> float:
    """Return the largest difference of neighbours in a map, across or down.

    >>> largest_step(np.float32([[1, 2], [5, 2]]))
    4.0
    """
    return float(max(np.abs(np.diff(values, axis=axis)).max(initial=0) for axis in (0, 1)))
