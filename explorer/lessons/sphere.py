"""Correlations on the unit circle, before and after rectification.

The RECOS model of C.-C. Jay Kuo, "Understanding convolutional neural networks
with a mathematical model", 2016, arXiv:1609.04112, drawn on the unit circle as
in its figure 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu
from explorer.core.notation import number

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """Distances and correlations of a point x and K anchor vectors on the unit circle."""

    distances: Floats  # (K,), geodesic: degrees along the circle, 0 to 180
    correlations: Floats  # (K,), -1 to 1
    rectified: Floats  # (K,), 0 to 1


def circle(point: float, anchors: Sequence[float]) -> Circle:
    """Return the distances and correlations of a point and anchor vectors on the unit circle.

    Parameters
    ----------
    point : float
        Where x stands, in degrees counter-clockwise from the right.
    anchors : K floats
        Where the anchor vectors stand, in the same degrees.

    Returns
    -------
    Circle
        With theta the geodesic distance, the correlation is a.x = cos(theta)
        and the rectified correlation max(0, a.x).

    Notes
    -----
    Kuo (2016), arXiv:1609.04112: theta = arccos(x.a), the RECOS unit max(0, a.x).

    Examples
    --------
    The third anchor is the farthest, yet its correlation is as strong as that of
    the nearest; the rectifier sets it to 0:

    >>> compared = circle(45, [75, 0, -105])
    >>> compared.distances
    array([ 30.,  45., 150.])
    >>> compared.correlations.round(3), compared.rectified.round(3)
    (array([ 0.866,  0.707, -0.866]), array([0.866, 0.707, 0.   ]))
    """
    degrees = np.asarray(anchors, np.float64)
    distances = np.abs((degrees - point + 180) % 360 - 180)
    # cos(theta) as a sine, which is exactly 0 at a right angle and exactly odd around it
    correlations = np.sin(np.deg2rad(90 - distances))
    return Circle(
        distances=distances,
        correlations=correlations,
        rectified=np.asarray(relu(correlations), np.float64),
    )


def farthest(found: Circle, names: Sequence[str]) -> str:
    """Say what happens to the pattern that is farthest from x.

    >>> print(farthest(circle(0, [10, 180]), ("a", "b")))
    b is farthest from x (180°), yet by size its correlation, 1.00, is as strong as any. ReLU makes it 0.
    """
    far, strong = int(found.distances.argmax()), int(np.abs(found.correlations).argmax())
    if found.correlations[far] >= 0:
        return "No pattern is on the far side of x, so ReLU changes nothing here."
    where = f"{names[far]} is farthest from x ({number(found.distances[far], 0)}°)"
    size = abs(found.correlations[far])
    if np.isclose(size, abs(found.correlations[strong])):
        return (
            f"{where}, yet by size its correlation, {number(size, 2)}, is as strong as any. ReLU makes it 0."
        )
    return f"{where} and its correlation is negative, of size {number(size, 2)}. ReLU makes it 0."
