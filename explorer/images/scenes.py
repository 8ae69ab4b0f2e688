"""Test pictures drawn by arithmetic at any size.

Every scene is a square of `size` by `size` pixels with brightness from 0 to 1.
Places are fractions of the side, from the top left, and a pixel gets the mean
of what lies under it, so that a scene looks the same at every size.
"""

from itertools import pairwise
from math import pi

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map

Values = npt.NDArray[np.float64]

DARK, LIGHT = 0.25, 0.75  # of the plain scenes: every difference is a number one can do in the head


def centres(size: int) -> Values:
    """Return the middle of each pixel along a side.

    >>> centres(2).tolist()
    [0.25, 0.75]
    """
    return (np.arange(size) + 0.5) / size


def span(size: int, start: float, end: float) -> Values:
    """Return the share of each pixel that lies between two places on one axis.

    >>> span(4, 0.5, 0.875).tolist()
    [0.0, 0.0, 1.0, 0.5]
    """
    # Twice as fast as np.clip and np.diff, of which the street at dusk needs thousands.
    borders = np.minimum(np.maximum(np.arange(size + 1), start * size), end * size)
    return borders[1:] - borders[:-1]


def inside(distance: Values, size: int) -> Values:
    """Return the covered share of pixels from their distance to an outline (negative inside)."""
    return np.clip(0.5 - distance * size, 0, 1)


def _squares(size: int, pairs: int) -> Values:
    """Return the mean over each pixel of a wave that is +1 and -1 in turn, `pairs` times."""
    borders = np.arange(size + 1) * pairs / size % 1
    area = np.minimum(borders, 1 - borders)  # under the wave, from the last rise on
    return np.diff(area) * size / pairs


def _like_rows(row: Values) -> Map:
    return np.tile(row.astype(np.float32), (len(row), 1))


def step_edge(size: int) -> Map:
    """Draw a dark left half and a light right half.

    >>> step_edge(4)[0].tolist()
    [0.25, 0.25, 0.75, 0.75]
    """
    return _like_rows(DARK + (LIGHT - DARK) * span(size, 0.5, 1))


def thin_bar(size: int) -> Map:
    """Draw a light upright bar, one 32nd of the side wide, on dark."""
    return _like_rows(DARK + (LIGHT - DARK) * span(size, 31 / 64, 33 / 64))


def soft_blob(size: int) -> Map:
    """Draw a Gaussian bell in the middle; it has no sharp edge at all."""
    bell = np.exp(-(((centres(size) - 0.5) / 0.15) ** 2) / 2)
    return (0.1 + 0.8 * np.outer(bell, bell)).astype(np.float32)


def sine_grating(size: int) -> Map:
    """Draw eight sine waves from left to right: at size 512 each is 64 pixels long."""
    phase = 8 * centres(size) % 1
    return _like_rows(0.5 + 0.5 * np.sin(2 * pi * phase))


def slow_ramp(size: int) -> Map:
    """Draw a linear ramp from black at the left border to white at the right.

    >>> slow_ramp(4)[0].tolist()
    [0.125, 0.375, 0.625, 0.875]
    """
    return _like_rows(centres(size))


def checkerboard(size: int) -> Map:
    """Draw eight by eight squares; the one at the top left is light."""
    waves = _squares(size, 4)
    return (0.5 + (LIGHT - 0.5) * np.outer(waves, waves)).astype(np.float32)


def siemens_star(size: int) -> Map:
    """Draw 24 light spokes; where they are finer than a pixel the mean is grey."""
    spokes = 24
    down, across = np.meshgrid(centres(size) - 0.5, centres(size) - 0.5, indexing="ij")
    radius = np.hypot(down, across)
    # A spoke's edge is as far away as the angle to it, times the radius.
    wave = np.sin(spokes * np.arctan2(down, across))
    star = inside(-wave * radius / spokes, size)
    disc = inside(radius - 0.46, size)
    return (0.5 + disc * 0.9 * (star - 0.5)).astype(np.float32)


def stroke(size: int, points: Values) -> Values:
    """Return the distance to a line drawn with a pen; points are rows of x, y and half the pen's width.

    Beyond the reach of the softest edge the distance is infinite.
    """
    places = centres(size)
    nearest = np.full((size, size), np.inf)
    for (x, y, pen), (x_next, y_next, pen_next) in pairwise(points):
        reach = max(pen, pen_next) + max(0.02, 1 / size)
        rows, cols = (
            slice(*np.searchsorted(places, (min(ends) - reach, max(ends) + reach)))
            for ends in ((y, y_next), (x, x_next))
        )
        down, across = places[rows, None], places[None, cols]
        run, rise = x_next - x, y_next - y
        along = np.clip(((across - x) * run + (down - y) * rise) / (run**2 + rise**2), 0, 1)
        distance = np.hypot(across - x - along * run, down - y - along * rise)
        nearest[rows, cols] = np.minimum(nearest[rows, cols], distance - pen - along * (pen_next - pen))
    return nearest


def _smooth_path(points: Values, steps: int) -> Values:
    """Return points of a Catmull-Rom spline through the given ones."""
    before, start, end, after = points[:-3], points[1:-2], points[2:-1], points[3:]
    t = (np.arange(steps) / steps)[:, None, None]
    curve = start + t / 2 * (
        end - before
        + t * (2 * before - 5 * start + 4 * end - after + t * (3 * (start - end) + after - before))
    )  # fmt: skip
    return np.concatenate([curve.swapaxes(0, 1).reshape(-1, points.shape[1]), end[-1:]])


THREE = np.array(
    [
        # x, y, half the pen's width; the first and last point only give the direction
        (0.24, 0.36, 0.030),
        (0.31, 0.285, 0.030),
        (0.42, 0.205, 0.040),
        (0.56, 0.19, 0.046),
        (0.655, 0.27, 0.050),
        (0.62, 0.385, 0.046),
        (0.50, 0.455, 0.038),
        (0.445, 0.48, 0.034),
        (0.56, 0.49, 0.040),
        (0.665, 0.575, 0.050),
        (0.655, 0.71, 0.052),
        (0.53, 0.805, 0.046),
        (0.385, 0.80, 0.038),
        (0.285, 0.715, 0.028),
        (0.24, 0.62, 0.020),
    ]
)
"""The strokes of a three."""


def handwritten_digit(size: int) -> Map:
    """Draw a three with a soft pen, light on dark."""
    distance = stroke(size, _smooth_path(THREE, 6))
    blur = max(0.03, 1 / size)  # from no ink to full ink
    ink = np.clip(0.5 - distance / blur, 0, 1)
    return (0.02 + 0.95 * ink**2 * (3 - 2 * ink)).astype(np.float32)
