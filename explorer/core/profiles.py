"""One row or column of each map: its intensity profile, its zero crossings, its corners."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.notation import number

DIRECTIONS = ("Row", "Column")


@dataclass(frozen=True, slots=True)
class RowProfile:
    """The intensities along one line, in pixels of the picture.

    `input` has one value for every pixel of the line; `signed` and `rectified` have one for every
    kernel position on it, centred on the pixels named by `position`.
    """

    position: npt.NDArray[np.intp]
    input: Map
    signed: Map
    rectified: Map


def row_profile(
    image: Map,
    pre_activation: Map,
    activation_map: Map,
    index: int,
    *,
    stride: int = 1,
    offset: int = 0,
    direction: str = "Row",
) -> RowProfile:
    """Read the same line from the picture and from both of its maps.

    Parameters
    ----------
    image : (H, W) array of float32
        The picture, 0 black to 1 white.
    pre_activation, activation_map : (H', W') array of float32
        The feature map before and after the activation.
    index : int
        Row (or column) of the maps.
    stride, offset : int
        Pixels of the picture: row r of the maps is centred on row ``r * stride + offset`` of the picture.
    direction : str
        "Row" reads along a row, "Column" along a column.

    Examples
    --------
    >>> picture = np.array([[0, 1], [2, 3]], np.float32)
    >>> row_profile(picture, -picture, 0 * picture, 1).signed
    array([-2., -3.], dtype=float32)
    """
    if direction == "Column":
        image, pre_activation, activation_map = image.T, pre_activation.T, activation_map.T
    signed = pre_activation[index]
    return RowProfile(
        position=np.arange(len(signed)) * stride + offset,
        input=image[index * stride + offset],
        signed=signed,
        rectified=activation_map[index],
    )


STRONG = 0.2
"""A crossing is strong if the curve swings from this share of its largest size to as much on the other side.

Along row 250 of the brick wall every share from 0.05 to 0.25 finds the same 32 of 146 crossings, the edges
of the bricks. A threshold for the step at zero would leave out the only crossing of the soft blob: it is
gentle, though the curve goes all the way from its largest to its smallest value.
"""


@dataclass(frozen=True, slots=True)
class Crossings:
    """Where a curve passes zero, from left to right.

    `places` are indices with a fraction, `steps` how steep the curve is there, `rests` how many of its
    values are exactly zero there, and `is_strong` whether it swings far to both sides, as `STRONG` says.
    """

    places: npt.NDArray[np.float64]
    steps: npt.NDArray[np.float64]
    rests: npt.NDArray[np.intp]
    is_strong: npt.NDArray[np.bool_]


def crossings(values: Map) -> Crossings:
    """Find where a curve passes from one side of zero to the other, and how steeply.

    Between two neighbours of opposite sign the place is found on the straight line that joins them; where
    the curve rests on zero before it goes on to the other side, it is the middle of the rest. Touching
    zero is not crossing it. The step is the one that leaves the last value before the crossing. Of several
    crossings within one swing only the steepest is strong.

    >>> found = crossings(np.array([1, -1, -3, 0, 3, 0, 3, 0, 0, -0.1, 0.1, -3], np.float32))
    >>> found.places.round(2).tolist(), found.steps.round(2).tolist()
    ([0.5, 3.0, 7.5, 9.5, 10.03], [2.0, 3.0, 3.0, 0.2, 3.1])
    >>> found.rests.tolist(), found.is_strong.tolist()
    ([0, 1, 2, 0, 0], [True, True, False, False, True])
    """
    places = np.flatnonzero(values)
    exact = values.astype(np.float64)
    is_negative = exact[places] < 0
    turns = np.flatnonzero(is_negative[:-1] != is_negative[1:])
    left, right = places[turns], places[turns + 1]
    before, after = exact[left], exact[right]
    middle = np.where(right == left + 1, left + before / (before - after), (left + right) / 2)
    steps = np.abs(exact[left + 1] - before)
    return Crossings(middle, steps, right - left - 1, _strong(exact, middle, steps))


def _strong(
    values: npt.NDArray[np.float64], places: npt.NDArray[np.float64], steps: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Tell of each crossing if it is the steepest of a swing from far on one side to far on the other."""
    size = np.abs(values)
    far = np.flatnonzero(size >= STRONG * size.max(initial=0))
    is_negative = values[far] < 0
    is_strong = np.zeros(len(places), np.bool_)
    for turn in np.flatnonzero(is_negative[:-1] != is_negative[1:]):
        first, last = np.searchsorted(places, far[turn : turn + 2])
        is_strong[first + np.argmax(steps[first:last])] = True
    return is_strong


def marks(values: Map, *, slopes: tuple[float, float]) -> npt.NDArray[np.float64]:
    """Find the strong crossings that a profile marks, as indices with a fraction.

    Under an activation with a corner these are the places where it bends the curve more than the curve was
    bent before: all between two neighbours, and those at a single value of zero where that holds. Under
    another one they are the places where the curve just passes. There is no mark on a rest.

    Parameters
    ----------
    values : (N,) array of float32
        The line before the activation.
    slopes : (float, float)
        Slope of the activation just left and just right of zero.

    Examples
    --------
    >>> marks(np.array([-1, 1, 0, 0, -1, 0, 1, 0, -3], np.float32), slopes=(0, 1)).tolist()
    [0.5, 5.0]
    """
    left, right = slopes
    is_smooth = abs(right - left) < 1e-6
    found = crossings(values)
    exact = values.astype(np.float64)
    is_marked = found.is_strong & (found.rests <= 1)
    for k in np.flatnonzero(is_marked & (found.rests == 1)):
        come, go = -exact[int(found.places[k]) - 1], exact[int(found.places[k]) + 1]
        bent = abs(right * go - left * come if come > 0 else left * go - right * come)
        is_marked[k] = bent > abs(go - come) or is_smooth
    return found.places[is_marked]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The maps' part of a `RowProfile`, with a point at every zero crossing."""

    position: npt.NDArray[np.float64]
    signed: npt.NDArray[np.float64]
    rectified: npt.NDArray[np.float64]


def with_crossings(profile: RowProfile, *, at_zero: tuple[float, float]) -> DrawnLine:
    """Put a point into both curves wherever the line between two samples turns positive or stops being so.

    Drawn from sample to sample, a rectified curve has its corner at a sample beside the crossing; with the
    point it is what the activation makes of the signed curve as it is drawn. There are two points, one over
    the other, if the activation jumps at zero.

    Parameters
    ----------
    profile : RowProfile
        The samples.
    at_zero : (float, float)
        The activation at zero and just right of it, from `explorer.core.activations.values_at_zero`.

    Examples
    --------
    >>> swing = np.array([-1, 3], np.float32)
    >>> line = RowProfile(np.arange(2), swing, swing, np.maximum(swing, 0))
    >>> drawn = with_crossings(line, at_zero=(0, 0))
    >>> drawn.position, drawn.signed, drawn.rectified
    (array([0.  , 0.25, 1.  ]), array([-1.,  0.,  3.]), array([0., 0., 3.]))
    """
    position, signed, rectified = (
        values.astype(np.float64) for values in (profile.position, profile.signed, profile.rectified)
    )
    is_above = signed > 0
    turns = np.flatnonzero(is_above[:-1] != is_above[1:])
    before, after = signed[turns], signed[turns + 1]
    places = position[turns] + (position[turns + 1] - position[turns]) * (before / (before - after))
    heights = np.where(is_above[turns, None], at_zero[::-1], at_zero)  # in the order from left to right
    if at_zero[0] == at_zero[1]:
        heights = heights[:, :1]
    here = np.repeat(turns + 1, heights.shape[1])
    return DrawnLine(
        np.insert(position, here, np.repeat(places, heights.shape[1])),
        np.insert(signed, here, 0),
        np.insert(rectified, here, heights.ravel()),
    )


FINEST = 0.02
"""The range of a line is at least this share of the map's largest size: a flat line stays flat."""
AIR = 0.05
"""What a range leaves free at either end, as a share of what is shown."""


def full_range(limit: float) -> tuple[float, float]:
    """Return a range that reaches a little beyond the limit on both sides of zero.

    >>> full_range(2.0)
    (-2.1, 2.1)
    """
    return -(1 + AIR) * limit, (1 + AIR) * limit


def fitted_range(signed: Map, rectified: Map, *, limit: float) -> tuple[float, float]:
    """Return the range of heights that shows a line before and after its activation, zero and a little air.

    Parameters
    ----------
    signed, rectified : (N,) array of float32
        The line before and after the activation.
    limit : float
        Largest absolute value of both maps. It is the range of a line that is zero everywhere.

    Examples
    --------
    >>> fitted_range(np.array([1, 4], np.float32), np.array([1, 4], np.float32), limit=8)
    (-0.2, 4.2)
    """
    low = min(0.0, float(signed.min()), float(rectified.min()))
    high = max(0.0, float(signed.max()), float(rectified.max()))
    if low == high:
        return full_range(limit)
    size = max(high - low, FINEST * limit)
    spare = (size - (high - low)) / 2 + AIR * size
    return low - spare, high + spare


@dataclass(frozen=True, slots=True)
class Corners:
    """What an activation does to the steepness of a line: its largest steps, bends and corners.

    Steps are differences of neighbours; bends are changes of the step from one pixel to the next
    (second differences). Corners are the largest changes of slope at a zero crossing itself, with the
    curve between two pixels taken as the straight line that the profile draws.
    """

    crossings: int
    step_before: float
    step_after: float
    bend_before: float
    bend_after: float
    corner_before: float
    corner_after: float


def corners(signed: Map, rectified: Map, *, slopes: tuple[float, float]) -> Corners:
    """Measure the steps, bends and corners along one line before and after its activation.

    Parameters
    ----------
    signed, rectified : (N,) array of float32
        The line before and after the activation.
    slopes : (float, float)
        Slope of the activation just left and just right of zero. A signed curve that comes to its
        zero with slope p and leaves with slope q bends there by ``abs(q - p)``; afterwards the negative side
        is as steep as the left slope makes it and the positive side as the right one does.

    Examples
    --------
    A straight line through zero has no bend. Its rectified copy has a corner as large as the slope:

    >>> line = np.array([-2, -1, 0, 1, 2], np.float32)
    >>> measured = corners(line, np.maximum(line, 0), slopes=(0, 1))
    >>> measured.step_after, measured.corner_before, measured.corner_after
    (1.0, 0.0, 1.0)
    """
    left, right = np.array(slopes, np.float32)
    step_before, step_after = np.diff(signed), np.diff(rectified)
    sign = np.sign(signed)
    between = step_before[sign[:-1] * sign[1:] < 0]
    come, go = step_before[:-1], step_before[1:]
    on_zero = (signed[1:-1] == 0) & (come * go > 0)
    come, go = come[on_zero], go[on_zero]
    bent = np.where(come > 0, right * go - left * come, left * go - right * come)
    return Corners(
        crossings=len(crossings(signed).places),
        step_before=_largest(step_before),
        step_after=_largest(step_after),
        bend_before=_largest(np.diff(step_before)),
        bend_after=_largest(np.diff(step_after)),
        corner_before=_largest(go - come),
        corner_after=max(_largest((right - left) * between), _largest(bent)),
    )


def _largest(values: Map) -> float:
    return float(np.abs(values).max(initial=0))


class Verdict(Enum):
    """What happened to a line at the activation; the sentences are in `explorer.view.readouts.VERDICTS`.

    Where one is about a measure, it is about the number that is shown: two measures are equal if they read
    alike.
    """

    FLAT = "the largest and the smallest value of the line read alike, before and after"
    UNCHANGED = "the activation altered no value"
    JUMPS = "the activation jumps at zero, and the line has values on both sides of the jump"
    SILENCED = "nothing but zeros is left"
    CORNERS = "there is a corner at a zero crossing, where there was none, and no larger step"
    SHARPER = "the sharpest corner at a zero crossing is sharper than before, and no step is larger"
    SMOOTH = "there are crossings, but the activation has no corner at zero"
    RESTS = "the line rests on zero at every crossing, so nothing bends at a crossing itself"
    BENT = "no corner at a crossing is sharper: the line was bent as much before"
    GENTLE = "there is no crossing"
    OTHER = "anything else"


def verdict(
    signed: Map, rectified: Map, measured: Corners, *, corner: tuple[float, float], digits: int
) -> Verdict:
    """Classify a line by its own numbers: return the first verdict that applies, in the order of `Verdict`.

    Parameters
    ----------
    signed, rectified : (N,) array of float32
        The line before and after the activation.
    measured : Corners
        What `corners` measured of them.
    corner : (float, float)
        The jump of the activation's height and of its slope at zero, from `explorer.core.activations.corner`.
    digits : int
        Decimals of the measures as they are shown.

    Examples
    --------
    >>> line = np.array([-2, -1, 0, 1, 2], np.float32)
    >>> bent = np.maximum(line, 0)
    >>> verdict(line, bent, corners(line, bent, slopes=(0, 1)), corner=(0, 1), digits=3).name
    'CORNERS'
    """
    jump, bend = corner
    is_split = bool((signed > 0).any() and (signed <= 0).any())
    step_grew = _grew(measured.step_before, measured.step_after, digits)
    corner_grew = _grew(measured.corner_before, measured.corner_after, digits)
    if all(_reads_zero(float(line.max()) - float(line.min()), digits) for line in (signed, rectified)):
        return Verdict.FLAT
    if (signed == rectified).all():
        return Verdict.UNCHANGED
    if is_split and jump != 0:
        return Verdict.JUMPS
    if not rectified.any():
        return Verdict.SILENCED
    if corner_grew and not step_grew:
        return Verdict.CORNERS if _reads_zero(measured.corner_before, digits) else Verdict.SHARPER
    if measured.crossings == 0:
        return Verdict.GENTLE
    if corner_grew:
        return Verdict.OTHER
    if bend == 0:
        return Verdict.SMOOTH
    return Verdict.RESTS if (crossings(signed).rests > 1).all() else Verdict.BENT


def _grew(before: float, after: float, digits: int) -> bool:
    """Tell whether a measure is larger than before and reads so."""
    return after > before and number(after, digits) != number(before, digits)


def _reads_zero(measure: float, digits: int) -> bool:
    return number(measure, digits) == number(0, digits)
