"""Streaks of white, grey and black along a line, as numbers and as grey levels.

"Convolutional Neural Networks (CNN): Step 1(b) – ReLU Layer" (SuperDataScience, 2018)
describes a streak of a feature map before and after ReLU. What one sees of it
depends on how the numbers are painted. In the numbers no step grows; the slope
changes where the line crosses zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu
from explorer.core.arrays import Map, read_only
from explorer.core.paint import PALETTES, colour_range, painted
from explorer.core.profiles import Corners, corners

Values = npt.NDArray[np.floating[Any]]

WHITE, GREY, BLACK = 1, 0, -1

BAR = read_only([0, 0, 0, 10, 10, 10, 0, 0, 0])  # a light bar, whose signed map has a streak
RAMP = read_only(range(9))  # a straight line: no second difference
STEP = read_only([0, 0, 0, 0, 8, 8, 8, 8, 8])  # two second differences, up and down


def sine_row(*, periods: int = 4, samples: int = 64) -> Map:
    """Return a sine wave of amplitude 1, with the given number of samples a period.

    >>> sine_row(periods=1, samples=4).round(3)
    array([ 0.,  1.,  0., -1.], dtype=float32)
    """
    return np.asarray(np.sin(2 * np.pi / samples * np.arange(periods * samples)), np.float32)


def shades(line: Values, *, limit: float, tolerance: float = 0.2) -> npt.NDArray[np.int8]:
    """Classify values as white, grey or black where 0 is middle grey.

    Parameters
    ----------
    line : (N,) array of float32
        One row or column of a map.
    limit : float
        The value painted in full white, above 0; its negative is full black.
    tolerance : float
        The share of the limit up to which a value counts as grey, 0 to 1.

    Returns
    -------
    (N,) array of int8
        ``WHITE`` (1), ``GREY`` (0) or ``BLACK`` (-1).

    Examples
    --------
    >>> shades(np.float32([-9, -1, 0, 2, 9]), limit=10)
    array([-1,  0,  0,  0,  1], dtype=int8)
    """
    grey = tolerance * limit
    return (line > grey).astype(np.int8) - (line < -grey).astype(np.int8)


def count_streaks(line: Values, *, limit: float, tolerance: float = 0.2) -> int:
    """Count the runs of white that are followed by a run of grey and that by a run of black.

    Parameters
    ----------
    line, limit, tolerance
        As for ``shades``. Use one limit before and after the activation.

    Returns
    -------
    int
        0 for every line without negative values.

    Examples
    --------
    >>> count_streaks(np.float32([0, 10, 10, 0, -10, -10, 0]), limit=10)
    1
    >>> count_streaks(np.float32([0, 10, 10, 0, 0, 0, 0]), limit=10)
    0
    """
    named = shades(line, limit=limit, tolerance=tolerance)
    runs = [shade for shade, _ in groupby(named.tolist())]
    return sum(three == (WHITE, GREY, BLACK) for three in zip(runs, runs[1:], runs[2:], strict=False))


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One line of a map before and after the activation, and its steps, bends and corners."""

    signed: Map  # (N,)
    rectified: Map  # (N,)
    corners: Corners  # its largest step is never larger afterwards, for slopes from -1 to 1


def course(line: Map, *, negative_slope: float = 0.0) -> Course:
    """Measure one line of a map before and after ReLU, or PReLU with a slope.

    Parameters
    ----------
    line : (N,) array of float32
        One row or column of a signed map, at least two values.
    negative_slope : float
        Slope of the activation left of zero; 0 is ReLU. From -1 to 1 it makes
        no step larger.

    Returns
    -------
    Course
        The line, the line after the activation, and what `corners` measures of them.

    Examples
    --------
    A straight line through zero: same steps, but a corner where there was none.

    >>> measured = course(np.float32([-2, -1, 0, 1, 2])).corners
    >>> measured.step_before, measured.step_after
    (1.0, 1.0)
    >>> measured.corner_before, measured.corner_after
    (0.0, 1.0)
    """
    rectified = np.asarray(prelu(line, negative_slope=negative_slope), np.float32)
    return Course(line, rectified, corners(line, rectified, slopes=(negative_slope, 1.0)))


@dataclass(frozen=True, slots=True)
class Display:
    """A mapping from the numbers of a map to greys."""

    name: str
    palette: str  # its name in PALETTES, which says whether each map is scaled on its own
    is_clipped: bool = False  # whether black stands for 0 and not for -limit


DISPLAY_ROWS = (
    Display("Signed", "Signed grey"),  # 0 is middle grey, before and after
    Display("Auto-scaled", "Auto-scaled grey"),  # the lowest value is black, whatever it is
    Display("Clipped", "Signed grey", is_clipped=True),  # 0 and all below is black: this display is a ReLU
)
DISPLAYS: Mapping[str, Display] = MappingProxyType({row.name: row for row in DISPLAY_ROWS})


def paint(values: Values, display: str, *, limit: float) -> npt.NDArray[np.uint8]:
    """Return a map as grey levels, painted as in the explorer's grey palettes.

    Parameters
    ----------
    values : array of float32
        A map or one line of it, before or after an activation.
    display : str
        A name from ``DISPLAYS``. "Signed": -limit is black, 0 middle grey, limit
        white. "Auto-scaled": the lowest value is black and the highest white, so
        zero moves; a map of one value is black. "Clipped": 0 and below is black,
        limit white. Values beyond a limit are painted like it.
    limit : float
        Above 0; the same before and after the activation. "Auto-scaled" ignores
        it.

    Returns
    -------
    array of uint8, of the shape of the map
        0 black to 255 white.

    Raises
    ------
    ValueError
        If there is no such display or the limit is not above 0.

    Examples
    --------
    >>> line = np.float32([-4, 0, 4])
    >>> paint(line, "Signed", limit=4), paint(line, "Clipped", limit=4)
    (array([  0, 128, 255], dtype=uint8), array([  0,   0, 255], dtype=uint8))
    """
    if display not in DISPLAYS:
        known = ", ".join(DISPLAYS)
        raise ValueError(f"There is no display called {display!r}. Choose one of: {known}.")
    if not limit > 0:
        raise ValueError(f"The range of the colours must be above 0, not {limit}.")
    row = DISPLAYS[display]
    low, high = colour_range(values, row.palette, limit=limit)
    span = (0.0 if row.is_clipped else low, high)
    return painted(values, PALETTES[row.palette].table, span)[..., 0]
