"""The rectifier max(0, z): its two rules, and what follows from them on any map.

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
    """What the rectifier did to one map, counted and measured."""

    kept: int  # values above 0: the first rule
    zeroed: int  # values below 0: the second rule
    resting: int  # values that are 0 already
    changed: int  # values that are another afterwards; always as many as were zeroed
    changed_again: int  # values that a second rectifier changes; always 0
    changed_without_negatives: int  # values of the absolute map that it changes; always 0
    factor: float
    scaling_gap: float  # largest difference of relu(factor z) and factor relu(z); 0 from factor 0 on
    step_before: float  # largest difference of neighbours, across or down
    step_after: float  # never larger


def check(values: Values, *, factor: float = 3.0) -> Checks:
    """Rectify a map and check on it what holds for every map.

    Parameters
    ----------
    values : (H, W) array of float32 or float64
        A feature map, or a picture.
    factor : float
        What the map is multiplied by to see whether the rectifier minds.

    Returns
    -------
    Checks
        The rectifier is idempotent, moves no map without negatives, keeps every
        factor of 0 or more (it is positively homogeneous), and makes no step
        larger (it is 1-Lipschitz). A factor below 0 shows that it is not linear.

    Examples
    --------
    >>> found = check(np.float32([[-2, 0, 5]]))
    >>> found.zeroed, found.resting, found.kept, found.changed, found.changed_again
    (1, 1, 1, 1, 0)
    >>> found.scaling_gap, found.step_before, found.step_after
    (0.0, 5.0, 5.0)
    >>> check(np.float32([[-2, 0, 5]]), factor=-1).scaling_gap
    5.0
    """
    rectified = relu(values)
    magnitude = np.abs(values)
    scale = values.dtype.type(factor)
    return Checks(
        kept=int((values > 0).sum()),
        zeroed=int((values < 0).sum()),
        resting=int((values == 0).sum()),
        changed=int((rectified != values).sum()),
        changed_again=int((relu(rectified) != rectified).sum()),
        changed_without_negatives=int((relu(magnitude) != magnitude).sum()),
        factor=factor,
        scaling_gap=float(np.abs(relu(scale * values) - scale * rectified).max()),
        step_before=largest_step(values),
        step_after=largest_step(rectified),
    )


def largest_step(values: Values) -> float:
    """Measure the largest difference of neighbours in a map, across or down.

    >>> largest_step(np.float32([[1, 2], [5, 2]]))
    4.0
    """
    return float(max(np.abs(np.diff(values, axis=axis)).max(initial=0) for axis in (0, 1)))


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Where the pixels of one line stand on the curve of the rectifier, in their order."""

    z: Values  # (N,), before: to the right on the graph
    a: Values  # (N,), after: upwards
    kept: npt.NDArray[np.bool_]  # (N,), whether the first rule applies; 0 itself follows the second


def path(line: Values) -> Path:
    """Let a pixel walk along one line of a map, and along the curve.

    Parameters
    ----------
    line : (N,) array of float32 or float64
        One row or column of a feature map.

    Returns
    -------
    Path
        One point (z, a) for every pixel.

    Examples
    --------
    >>> found = path(np.float32([-1, 0, 2]))
    >>> found.a, found.kept
    (array([0., 0., 2.], dtype=float32), array([False, False,  True]))
    """
    return Path(z=line, a=relu(line), kept=line > 0)
