"""White, grey, black: the streak of the tutorial, along one line and on screen.

"Convolutional Neural Networks: Step 1(b), ReLU Layer" (SuperDataScience, 2018)
describes a streak of a feature map before and after ReLU. What it saw depends on
how numbers are painted; what changed is the slope at zero and no step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS, prelu, relu
from explorer.core.arrays import Map, read_only
from explorer.core.profiles import corners

Floats = npt.NDArray[np.float64]
Values = npt.NDArray[np.floating[Any]]

WHITE, GREY, BLACK = 1, 0, -1

BAR = read_only([0, 0, 0, 10, 10, 10, 0, 0, 0])  # a light bar, whose signed map has a streak
EXAMPLE = read_only([-4, -2, 0, 2, 4])  # five values to paint
SOFT_EDGE = read_only(np.linspace(-1, 1, 10))  # nine equal steps of 2/9
RAMP = read_only(range(9))  # a straight line: no second difference
STEP = read_only([0, 0, 0, 0, 8, 8, 8, 8, 8])  # two second differences, up and down


def sine_row(*, periods: int = 4, samples: int = 64) -> Map:
    """Draw a sine wave of amplitude 1 along a line, that many samples a period.

    >>> sine_row(periods=1, samples=4).round(3)
    array([ 0.,  1.,  0., -1.], dtype=float32)
    """
    return np.asarray(np.sin(2 * np.pi / samples * np.arange(periods * samples)), np.float32)


def shades(line: Values, *, limit: float, tolerance: float = 0.2) -> npt.NDArray[np.int8]:
    """Name the shade of each value in a picture where 0 is mid-grey.

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


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of white, then of grey, then of black: where each begins, and where the last is over."""

    white: int
    grey: int
    black: int
    end: int  # one beyond the last black value


def streaks(line: Values, *, limit: float, tolerance: float = 0.2) -> tuple[Streak, ...]:
    """Find every white run that goes over grey into a black one.

    Parameters
    ----------
    line, limit, tolerance
        As for ``shades``. Use one limit before and after the activation.

    Returns
    -------
    tuple of Streak
        From left to right. A line without negatives has none.

    Examples
    --------
    >>> streaks(np.float32([0, 10, 10, 0, -10, -10, 0]), limit=10)
    (Streak(white=1, grey=3, black=4, end=6),)
    >>> streaks(np.float32([0, 10, 10, 0, 0, 0, 0]), limit=10)
    ()
    """
    named = shades(line, limit=limit, tolerance=tolerance)
    borders = [0, *(np.flatnonzero(np.diff(named)) + 1).tolist(), len(named)]
    runs = [(int(named[start]), start, end) for start, end in pairwise(borders)]
    return tuple(
        Streak(white, grey, black, end)
        for (first, white, _), (second, grey, _), (third, black, end) in zip(
            runs, runs[1:], runs[2:], strict=False
        )
        if (first, second, third) == (WHITE, GREY, BLACK)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How a line rises and falls before and after the activation.

    Steps are first differences, bends are second differences. Of steps, bends and
    corners the largest absolute value is told. The variation is the sum of all
    absolute steps; those of the positive and of the negative part add up to it.
    """

    signed: Map  # (N,)
    rectified: Map  # (N,)
    steps_before: Map  # (N - 1,)
    steps_after: Map
    bends_before: Map  # (N - 2,)
    bends_after: Map
    largest_step_before: float
    largest_step_after: float  # never larger
    largest_bend_before: float
    largest_bend_after: float
    corner_before: float  # change of slope at a zero crossing itself
    corner_after: float
    variation: float
    variation_positive: float  # of max(0, z): what ReLU keeps
    variation_negative: float  # of max(0, -z): what it flattens


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
        Differences, and the largest of each kind.

    Examples
    --------
    A straight line through zero: same steps, but a corner where there was none.

    >>> found = course(np.float32([-2, -1, 0, 1, 2]))
    >>> found.largest_step_before, found.largest_step_after
    (1.0, 1.0)
    >>> found.bends_before, found.bends_after
    (array([0., 0., 0.], dtype=float32), array([0., 1., 0.], dtype=float32))
    >>> found.variation, found.variation_positive, found.variation_negative
    (4.0, 2.0, 2.0)
    """
    rectified = np.asarray(prelu(line, negative_slope=negative_slope), np.float32)
    found = corners(line[None], rectified[None], slopes=(negative_slope, 1.0))
    return Course(
        signed=line,
        rectified=rectified,
        steps_before=np.diff(line),
        steps_after=np.diff(rectified),
        bends_before=np.diff(line, 2),
        bends_after=np.diff(rectified, 2),
        largest_step_before=found.step_before.item(),
        largest_step_after=found.step_after.item(),
        largest_bend_before=found.bend_before.item(),
        largest_bend_after=found.bend_after.item(),
        corner_before=found.corner_before.item(),
        corner_after=found.corner_after.item(),
        variation=variation(line),
        variation_positive=variation(relu(line)),
        variation_negative=variation(relu(-line)),
    )


def variation(line: Values) -> float:
    """Add up all ups and downs along a line.

    >>> variation(np.float32([0, 3, 1]))
    5.0
    """
    return float(np.abs(np.diff(line.astype(np.float64))).sum())


@dataclass(frozen=True, slots=True)
class Display:
    """One way to paint numbers; brightness runs from 0 (black) to 1 (white)."""

    name: str
    brightness: Callable[[Floats, float], Floats]  # of values, given the limit


def _signed(values: Floats, limit: float) -> Floats:
    return np.asarray(np.clip(0.5 + values / (2 * limit), 0, 1), np.float64)


def _auto_scaled(values: Floats, _: float) -> Floats:
    low, high = values.min(), values.max()
    return np.asarray((values - low) / ((high - low) or 1.0), np.float64)


def _clipped(values: Floats, limit: float) -> Floats:
    return np.asarray(np.clip(values / limit, 0, 1), np.float64)


ROWS = (
    Display("Signed", _signed),  # 0 is mid-grey, before and after
    Display("Auto-scaled", _auto_scaled),  # the lowest value is black, whatever it is
    Display("Clipped", _clipped),  # 0 and all below is black: a ReLU of the screen's own
)
DISPLAYS: Mapping[str, Display] = MappingProxyType({row.name: row for row in ROWS})


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A map as grey levels; the shares are counted before rounding to levels and run from 0 to 1."""

    levels: npt.NDArray[np.uint8]  # of the shape of the map, 0 black to 255 white
    darker: float  # share darker than mid-grey
    black: float  # share exactly black


def paint(values: Values, display: str, *, limit: float) -> Painted:
    """Turn the numbers of a map into grey levels.

    Parameters
    ----------
    values : array of float32
        A map or one line of it, before or after an activation.
    display : str
        A name from ``DISPLAYS``. "Signed": -limit is black, 0 mid-grey, limit
        white. "Auto-scaled": the lowest value is black and the highest white, so
        zero moves; a map of one value is black. "Clipped": 0 and below is black,
        limit white. What lies beyond a limit is painted like it.
    limit : float
        Above 0; the same before and after the activation. "Auto-scaled" takes
        no notice of it.

    Returns
    -------
    Painted
        Levels, halves rounded up, and how much is dark.

    Raises
    ------
    ValueError
        If there is no such display or the limit is not above 0.

    Examples
    --------
    >>> paint(EXAMPLE, "Signed", limit=4).levels
    array([  0,  64, 128, 191, 255], dtype=uint8)
    >>> after = relu(EXAMPLE)
    >>> paint(after, "Signed", limit=4).levels, paint(after, "Auto-scaled", limit=4).levels
    (array([128, 128, 128, 191, 255], dtype=uint8), array([  0,   0,   0, 128, 255], dtype=uint8))
    """
    if display not in DISPLAYS:
        known = ", ".join(DISPLAYS)
        raise ValueError(f"There is no display called {display!r}. Choose one of: {known}.")
    if not limit > 0:
        raise ValueError(f"The range of the colours must be above 0, not {limit}.")
    brightness = DISPLAYS[display].brightness(values.astype(np.float64), limit)
    return Painted(
        levels=np.floor(255 * brightness + 0.5).astype(np.uint8),
        darker=float((brightness < 0.5).mean()),
        black=float((brightness == 0).mean()),
    )


def sharpen(line: Values) -> Floats:
    """Apply the linear kernel -1, 3, -1 along a line whose ends are repeated outwards.

    >>> sharpen(np.float32([0, 0, 1, 1]))
    array([ 0., -1.,  2.,  1.])
    """
    middle = line.astype(np.float64)
    left, right = (np.pad(middle, sides, mode="edge") for sides in ((1, 0), (0, 1)))
    return 3 * middle - left[:-1] - right[1:]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one mapping of lines does: whether steps grow, and whether it is linear."""

    name: str
    largest_step: float  # of the line afterwards
    deviation: float  # largest absolute f(x + y) - f(x) - f(y); 0 up to rounding if f is linear


def compare_mappings(line: Values, other: Values) -> tuple[Effect, ...]:
    """Hold larger steps against linearity for four mappings of a line.

    Parameters
    ----------
    line, other : (N,) array of float32
        Two lines of signed maps. The steps are those of the first; both serve
        to test superposition.

    Returns
    -------
    tuple of Effect
        "Identity" and "Sharpening" are linear, "Softplus" and "ReLU" are not.
        Sharpening makes the largest step of every line larger that is not flat,
        the others make none larger: larger steps do not tell what is linear.

    Raises
    ------
    ValueError
        If the lines are not of one length.

    Examples
    --------
    >>> for found in compare_mappings(np.float32([0, 0, 1, 1]), np.float32([0, 0, -1, -1])):
    ...     print(found.name, round(found.largest_step, 3), round(found.deviation, 3))
    Identity 1.0 0.0
    Sharpening 3.0 0.0
    Softplus 0.62 0.933
    ReLU 1.0 1.0
    """
    if line.shape != other.shape:
        raise ValueError(f"Lines of {len(line)} and {len(other)} values cannot be added.")
    x, y = line.astype(np.float64), other.astype(np.float64)
    mappings: dict[str, Callable[[Floats], Values]] = {
        "Identity": ACTIVATIONS["Identity"].function,
        "Sharpening": sharpen,
        "Softplus": ACTIVATIONS["Softplus"].function,
        "ReLU": relu,
    }
    return tuple(
        Effect(
            name,
            largest_step=float(np.abs(np.diff(apply(x))).max()),
            deviation=float(np.abs(apply(x + y) - apply(x) - apply(y)).max()),
        )
        for name, apply in mappings.items()
    )
