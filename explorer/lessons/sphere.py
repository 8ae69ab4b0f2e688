"""Rectified correlations on a sphere: why a negative correlation should not count as a match.

The RECOS model of C.-C. Jay Kuo, "Understanding convolutional neural networks
with a mathematical model", 2016, arXiv:1609.04112, drawn on the unit circle as
in its figure 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """A point x and K anchor vectors on the unit circle, and how alike they are."""

    point: Floats  # (2,), across and up
    anchors: Floats  # (K, 2), across and up
    distances: Floats  # (K,), geodesic: degrees along the circle, 0 to 180
    correlations: Floats  # (K,), -1 to 1
    rectified: Floats  # (K,), 0 to 1


def circle(point: float, anchors: Sequence[float]) -> Circle:
    """Compare one point of the unit circle with some anchor vectors.

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

    >>> found = circle(45, [75, 0, -105])
    >>> found.distances
    array([ 30.,  45., 150.])
    >>> found.correlations.round(3), found.rectified.round(3)
    (array([ 0.866,  0.707, -0.866]), array([0.866, 0.707, 0.   ]))
    """
    degrees = np.asarray(anchors, np.float64)
    distances = np.abs((degrees - point + 180) % 360 - 180)
    # cos(theta) as a sine, which is exactly 0 at a right angle and exactly odd around it
    correlations = np.sin(np.deg2rad(90 - distances))
    return Circle(
        point=_on_the_circle(np.float64(point)),
        anchors=_on_the_circle(degrees),
        distances=distances,
        correlations=correlations,
        rectified=np.asarray(relu(correlations), np.float64),
    )


def sign_patterns(anchors: int, dimensions: int) -> int:
    """Count the sign patterns that the answers of K anchor vectors can show.

    Each pattern is one region of the sphere in which a layer with ReLU is linear.

    Parameters
    ----------
    anchors : int
        K, how many anchor vectors there are, at least 1; no N of them lie in a
        plane through the origin.
    dimensions : int
        N, the length of a vector, at least 1; 2 on the circle.

    Returns
    -------
    int
        2 times the sum of the binomials (K - 1 over i) for i from 0 to N - 1.

    Raises
    ------
    ValueError
        If there are no anchors or no dimensions.

    Notes
    -----
    The formula is Cover's count for hyperplanes through the origin; it is not
    from Kuo's paper.

    Examples
    --------
    Two axes cut the plane into four quarters, three planes cut space into eight:

    >>> sign_patterns(2, 2), sign_patterns(3, 3)
    (4, 8)
    """
    if anchors < 1 or dimensions < 1:
        raise ValueError("Sign patterns need at least 1 anchor vector and 1 dimension.")
    return 2 * sum(comb(anchors - 1, i) for i in range(dimensions))


def _on_the_circle(degrees: npt.NDArray[np.float64] | np.float64) -> Floats:
    angle = np.deg2rad(degrees)
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)
