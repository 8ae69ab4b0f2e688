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


@dataclass(frozen=True, slots=True)
class Crossings:
    """Where a curve passes zero, as indices with a fraction, and how steeply: the step there, in size."""

    places: npt.NDArray[np.float64]
    steps: npt.NDArray[np.float64]


def crossings(values: Map) -> Crossings:
    """Find where a curve passes from one side of zero to the other, and how steeply.

    Between two neighbours of opposite sign the place is found on the straight line that joins them; where
    the curve rests on zero before it goes on to the other side, it is the middle of the rest. Touching
    zero is not crossing it. The step is the one that leaves the last value before the crossing.

    >>> crossings(np.array([1, -1, -3, 0, 3, 0, 3, 0, 0, -3], np.float32))
    Crossings(places=array([0.5, 3. , 7.5]), steps=array([2., 3., 3.]))
    """
    places = np.flatnonzero(values)
    exact = values.astype(np.float64)
    is_negative = exact[places] < 0
    turns = np.flatnonzero(is_negative[:-1] != is_negative[1:])
    left, right = places[turns], places[turns + 1]
    before, after = exact[left], exact[right]
    middle = np.where(right == left + 1, left + before / (before - after), (left + right) / 2)
    return Crossings(middle, np.abs(exact[left + 1] - before))


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

    FLAT = "the line has no step, before and after"
    UNCHANGED = "the activation altered no value"
    JUMPS = "the activation jumps at zero, and the line has values on both sides of the jump"
    SILENCED = "nothing but zeros is left"
    CORNERS = "there is a corner at a zero crossing, where there was none, and no larger step"
    SHARPER = "the sharpest corner at a zero crossing is sharper than before, and no step is larger"
    SMOOTH = "there are crossings, but the activation has no corner at zero"
    RESTS = "no corner at a crossing is sharper: the line rests on zero there, or was bent as much before"
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
    if _reads_zero(measured.step_before, digits) and _reads_zero(measured.step_after, digits):
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
    return Verdict.SMOOTH if bend == 0 else Verdict.RESTS


def _grew(before: float, after: float, digits: int) -> bool:
    """Tell whether a measure is larger than before and reads so."""
    return after > before and number(after, digits) != number(before, digits)


def _reads_zero(measure: float, digits: int) -> bool:
    return number(measure, digits) == number(0, digits)
